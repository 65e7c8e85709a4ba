"""Who writes where, and the texts kept aside: the database refuses to rewrite these.

Only `reglee` of a text kept aside may change. On SQLite a later change of the table remakes it and
drops the trigger: create it again there (`tests/dossiers/test_ecartees.py` fails otherwise).
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import maillage.dossiers.models.columns
from django.conf import settings
from django.db import migrations, models

FIXED = "texte_id, motif, depart, courante, contenu, auteur_id, at"
SQLITE = f"""
CREATE TRIGGER versionecartee_no_update BEFORE UPDATE OF {FIXED} ON dossiers_versionecartee
BEGIN SELECT RAISE(ABORT, 'un texte mis de côté ne se modifie pas'); END
"""
POSTGRESQL = f"""
CREATE TRIGGER versionecartee_no_update BEFORE UPDATE OF {FIXED} ON dossiers_versionecartee
FOR EACH ROW EXECUTE FUNCTION maillage_history_is_kept()
"""
UNDO = {
    "sqlite": "DROP TRIGGER IF EXISTS versionecartee_no_update",
    "postgresql": "DROP TRIGGER IF EXISTS versionecartee_no_update ON dossiers_versionecartee",
}


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor], params=None)


def backwards(apps, schema_editor):
    schema_editor.execute(UNDO[schema_editor.connection.vendor], params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0008_recapitulatif'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cible', models.TextField(blank=True, validators=[maillage.dossiers.models.columns.storable])),
                ('vu_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='dossiers.dossier')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'présence',
                'constraints': [models.UniqueConstraint(fields=('dossier', 'user', 'cible'), name='dossiers_presence_once', violation_error_message='Cette personne est déjà vue à cet endroit.')],
            },
        ),
        migrations.CreateModel(
            name='VersionEcartee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('motif', models.TextField(choices=[('fusion', 'fusion'), ('conflit', 'conflit')])),
                ('depart', models.PositiveIntegerField()),
                ('courante', models.PositiveIntegerField()),
                ('contenu', models.TextField(blank=True, null=True, validators=[maillage.dossiers.models.columns.storable])),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('reglee', models.BooleanField(default=False)),
                ('auteur', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('texte', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ecartees', to='dossiers.texte')),
            ],
            options={
                'verbose_name': 'texte mis de côté',
                'verbose_name_plural': 'textes mis de côté',
                'constraints': [models.CheckConstraint(condition=models.Q(('motif__in', ['fusion', 'conflit'])), name='dossiers_versionecartee_motif_known', violation_error_message='« motif » : choisissez parmi « fusion », « conflit ».')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
