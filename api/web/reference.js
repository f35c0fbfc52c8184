import { byId, element } from "./elements.js";

// A schema that holds itself would go on for ever.
const DEEPEST = 5;

const named = (schema) => schema.$ref?.split("/").at(-1);

/** What a schema refers to, and the name it goes by. */
function resolved(schema, components) {
  const name = named(schema);
  return name ? { name, ...components[name] } : schema;
}

/** A schema's kind in a few words: "array of Statement", "string or null", "integer, 1 to 100". */
function kind(schema, components) {
  const whole = resolved(schema, components);
  const either = whole.anyOf ?? whole.oneOf;
  if (either) return either.map((each) => kind(each, components)).join(" or ");
  if (whole.const !== undefined) return JSON.stringify(whole.const);
  if (whole.enum) return whole.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (whole.type === "array") {
    return whole.prefixItems ? `[${whole.prefixItems.map((each) => kind(each, components)).join(", ")}]` : `array of ${kind(whole.items ?? {}, components)}`;
  }
  const lowest = whole.minimum ?? whole.minLength;
  const highest = whole.maximum ?? whole.maxLength;
  const unit = whole.type === "string" ? " characters" : "";
  const bounds = highest === undefined ? "" : `, ${lowest ?? 0} to ${highest}${unit}`;
  return `${whole.name ?? whole.format ?? whole.type ?? "anything"}${bounds}`;
}

/** What is written for Markdown, with its code told from its words. */
const prose = (text) => text.split(/`+([^`]+)`+/).map((part, n) => (n % 2 ? element("code", {}, part) : part));

/** The objects that a schema is or holds: their fields are listed below it. */
function objects(schema, components) {
  const whole = resolved(schema, components);
  if (whole.properties) return [whole];
  return [...(whole.anyOf ?? whole.oneOf ?? []), ...(whole.items ? [whole.items] : [])].flatMap((each) => objects(each, components));
}

function fields(schema, components, depth = 0) {
  if (depth > DEEPEST) return null;
  return objects(schema, components).flatMap((whole) => [
    whole.description ? element("p", { class: "type" }, prose(whole.description)) : null,
    element("ul", { class: "fields" }, Object.entries(whole.properties).map(([name, property]) => {
      const fallback = property.default === undefined || property.default === null ? "" : `, ${JSON.stringify(property.default)} if not given`;
      return element("li", {},
        element("code", {}, name), " ", element("span", { class: "type" }, kind(property, components) + fallback),
        whole.required?.includes(name) ? null : element("span", { class: "type" }, " (optional)"),
        fields(property, components, depth + 1));
    }))]);
}

function content(title, { description, content: kinds = {} }, components) {
  return [
    element("h3", {}, title),
    description ? element("p", {}, prose(description)) : null,
    Object.entries(kinds).map(([media, { schema = {} }]) => [
      element("p", { class: "type" }, media, " ", element("code", {}, kind(schema, components))),
      fields(schema, components),
    ].flat()),
  ].flat(3);
}

function operation(method, path, found, components) {
  const parameters = (found.parameters ?? []).map(({ name, in: place, required, description, schema }) =>
    element("li", {},
      element("code", {}, name), " ",
      element("span", { class: "type" }, `in the ${place}, ${kind(schema, components)}${required ? "" : ", optional"}`),
      description ? [": ", prose(description)].flat() : null));
  return element("details", { class: "operation", id: found.operationId, "data-testid": "operation" },
    element("summary", {},
      element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path),
      element("span", { class: "brief" }, prose(found.description ?? found.summary ?? ""))),
    parameters.length ? [element("h3", {}, "Parameters"), element("ul", { class: "fields" }, parameters)] : null,
    found.requestBody ? content("Body", found.requestBody, components) : null,
    Object.entries(found.responses).flatMap(([status, reply]) => content(`Reply ${status}`, reply, components)));
}

async function show(root) {
  const response = await fetch("/openapi.json");
  const { paths, components } = await response.json();
  const groups = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, found] of Object.entries(methods)) {
      const tag = found.tags?.[0] ?? "other";
      groups.set(tag, [...(groups.get(tag) ?? []), operation(method, path, found, components?.schemas ?? {})]);
    }
  }
  root.replaceChildren(...[...groups].map(([tag, operations]) => element("section", {}, element("h2", {}, tag), operations)));
}

const root = byId("operations");
show(root).catch(() => root.replaceChildren("The API's description could not be read; /openapi.json has it."));
