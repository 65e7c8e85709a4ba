"""The database itself refuses to rewrite the journal, and the versions of texts.

On SQLite a later change of these tables remakes them and drops the triggers: create them again
there (`tests/dossiers/test_journal.py` fails otherwise).
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_no_update BEFORE UPDATE ON dossiers_entreejournal
BEGIN SELECT RAISE(ABORT, 'une ligne du journal ne se modifie pas'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON dossiers_entreejournal
BEGIN SELECT RAISE(ABORT, 'une ligne du journal ne se supprime pas'); END;
CREATE TRIGGER versiontexte_no_update BEFORE UPDATE ON dossiers_versiontexte
BEGIN SELECT RAISE(ABORT, 'une version d''un texte ne se modifie pas'); END;
"""

POSTGRESQL = """
CREATE FUNCTION maillage_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'une ligne d''historique ne se modifie pas (%)', TG_TABLE_NAME; END $$;
CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON dossiers_entreejournal
FOR EACH ROW EXECUTE FUNCTION maillage_history_is_kept();
CREATE TRIGGER versiontexte_no_update BEFORE UPDATE ON dossiers_versiontexte
FOR EACH ROW EXECUTE FUNCTION maillage_history_is_kept();
"""

UNDO = {
    "sqlite": """
DROP TRIGGER IF EXISTS journal_no_update;
DROP TRIGGER IF EXISTS journal_no_delete;
DROP TRIGGER IF EXISTS versiontexte_no_update;
""",
    "postgresql": "DROP FUNCTION IF EXISTS maillage_history_is_kept() CASCADE;",
}


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in statements({"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor], vendor):
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in statements(UNDO[vendor], vendor):
        schema_editor.execute(statement, params=None)


def statements(sql, vendor):
    """Cut the script: sqlite3 takes one statement at a time; ours end with END; or are one line."""
    if vendor == "postgresql":
        return [sql]
    found, statement = [], ""
    for line in sql.strip().splitlines():
        statement += line + "\n"
        if line.endswith("END;") or line.startswith("DROP"):
            found.append(statement)
            statement = ""
    return found


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
