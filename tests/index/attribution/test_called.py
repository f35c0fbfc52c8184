"""What a label says of who speaks: the name and the role."""

import pytest

from index.attribution.called import read

LABELS = {
    "SECRETARY OF STATE OBI": ("OBI", "Secretary of State"),
    "Rector of Harlow State University Grace Obi": (
        "Grace Obi",
        "Rector of Harlow State University",
    ),
    "Talk show host, writer Grace Obi": ("Grace Obi", "Talk show host, writer"),
    "Grace Obi, Mayor of Harlow": ("Grace Obi", "Mayor of Harlow"),
    "Minister of Ports, Roads and Mass Media Grace Obi": (
        "Grace Obi",
        "Minister of Ports, Roads and Mass Media",
    ),
    "Dr Grace Obi": ("Grace Obi", None),
    "Grace Obi MP": ("Grace Obi", None),
    "Mr. Daniel Baker (Marsh, Lib.)": ("Daniel Baker", None),
    "PRESIDENT VON DER LUND": ("VON DER LUND", "President"),
    "Mr. HOLT of Ohio": ("HOLT", None),
    "Senator HOLT of Ohio": ("HOLT", "Senator"),
    "GRACE OBI, CNN HOST": ("GRACE OBI", "CNN Host"),
    "GRACE OBI, BYLINE": ("GRACE OBI", None),
    "The Convener": (None, None),
    "QUESTION (Grace Obi, Harlow Post)": ("Grace Obi", None),
    "MODERATOR (Grace Obi)": ("Grace Obi", "Moderator"),
    "Baroness Obi of Harlow": ("Obi", "Baroness"),
    "SECRETARY OF STATE, GRACE OBI": ("GRACE OBI", "Secretary of State"),
    "COUNTY CLERK OBI": ("OBI", "County Clerk"),
    "HARBOUR WORKS DIRECTOR OBI": ("OBI", "Harbour Works Director"),
    "DARYL BAKER OBI": ("DARYL BAKER OBI", None),
}


@pytest.mark.parametrize(("label", "told"), LABELS.items(), ids=LABELS)
def test_what_a_label_says(label, told):
    called = read(label)
    assert (called.name, called.role) == told
