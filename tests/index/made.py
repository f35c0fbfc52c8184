"""Files of rich formats, made for the tests: real ones, with the libraries or byte by byte."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

Line = tuple[float, float, str]
"""A line of a PDF's page: its left and its height in points, its words (Latin-1)."""
SIZE = 12


def pdf(
    pages: Sequence[Sequence[Line]], info: Mapping[str, str] | None = None, *, trailer: str = ""
) -> bytes:
    """Pages of A4 in Helvetica."""
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
               " /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {SIZE} Tf 1 0 0 1 {left} {height} Tm ({_escaped(words)}) Tj ET\n"
            for left, height, words in lines
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    if info:
        objects.append("<< " + " ".join(f"/{k} ({_escaped(v)})" for k, v in info.items()) + " >>")
        trailer += f" /Info {len(objects)} 0 R"
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def lines(texts: Iterable[str], *, left: float = 72, top: float = 720) -> list[Line]:
    """Lines under each other, at the distance that text has; an empty one leaves a gap."""
    return [(left, top - 14 * n, text) for n, text in enumerate(texts) if text]


ENCRYPTED = (
    f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>"
    f" /ID [<{'00' * 16}> <{'00' * 16}>]"
)
"""What a trailer has of a file that opens with a password."""


def archive(files: Mapping[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def epub(chapters: Sequence[str], about: str = "", *, encryption: str | None = None) -> bytes:
    """A book of these XHTML bodies, in this order of reading (and another in the archive)."""
    items = "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for n, chapter in reversed(list(enumerate(chapters))):
        files[f"OEBPS/text/c {n}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>Unseen</title></head><body>{chapter}</body></html>"
        )
    if encryption is not None:
        files["META-INF/encryption.xml"] = encryption
    return archive(files)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
