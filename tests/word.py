"""Word files for tests: ordinary models, and files that no agency should send."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document as WordDocument

EQUIPE = (
    ("Nom", "Métier"),
    ("{%tr for p in equipe %}", ""),
    ("{{ p.nom_prenom }}", "{{ p.profession }}"),
    ("{%tr endfor %}", ""),
)


def modele(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), titre: str = "") -> bytes:
    """Write a Word model that holds these paragraphs, and a table."""
    word = WordDocument()
    if titre:
        word.add_heading(titre, level=1)
    for text in paragraphs:
        word.add_paragraph(text)
    if rows:
        table = word.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    out = BytesIO()
    word.save(out)
    return out.getvalue()


BON = modele("Dossier de {{ cpts.nom }}", "{{ textes.freins }}", rows=EQUIPE, titre="Fiche")


def avec(parts: dict[str, bytes], base: bytes = BON) -> bytes:
    """Put other parts in a file, in the place of those of the same name."""
    out = BytesIO()
    with ZipFile(BytesIO(base)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            target.writestr(name, parts[name])
    return out.getvalue()


def lien(kind: str, target: str = "http://192.0.2.1/x", base: bytes = BON) -> bytes:
    """Add a relationship to something outside."""
    word = WordDocument(BytesIO(base))
    root = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    word.part.relate_to(target, root + kind, is_external=True)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _document(inside: bytes) -> bytes:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return b"<w:document " + space + b"><w:body>" + inside + b"</w:body></w:document>"


def _text(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + _document(_text(b"&a;"))
)
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    + _document(_text(b"&b;"))
)
_FIELD = _document(
    b'<w:p><w:fldSimple w:instr="INCLUDETEXT C:\\\\x.docx"/></w:p>' + _text(b"{{ cpts.nom }}")
)

HOSTILES: dict[str, bytes] = {
    "macros": avec({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 200}),
    "attached template": lien("attachedTemplate"),
    "linked picture": lien("image"),
    "remote frame": lien("frame"),
    "embedded object": avec({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" * 50}),
    "active control": avec({"word/activeX/activeX1.xml": b"<ax/>"}),
    "field that loads a file": avec({"word/document.xml": _FIELD}),
    "zip bomb": avec({"word/media/image1.png": b"\0" * 70_000_000}),
    "bomb in the text": avec({"word/document.xml": _document(_text(b"a" * 30_000_000))}),
    "cut short": BON[: len(BON) // 2],
    "no zip": b"%PDF-1.7 rien de tel",
    "nothing": b"",
    "external entity": avec({"word/document.xml": _ENTITY}),
    "entities in entities": avec({"word/document.xml": _LAUGHS}),
    "broken xml": avec({"word/document.xml": b"<w:document"}),
    "python inside": modele("{{ ''.__class__.__mro__ }}"),
    "attribute of a tag": modele("{{ cpts.__class__ }}{{ cpts['nom'] }}"),
    "loop in a loop": modele("{% for a in equipe %}{% for b in equipe %}x{% endfor %}{% endfor %}"),
    "another file": modele("{% include '/etc/passwd' %}"),
    "endless sum": modele("{{ 9 ** 9 ** 9 }}"),
}
