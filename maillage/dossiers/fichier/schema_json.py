"""The JSON Schema of the dossier file, generated from the facts and the closed lists."""

import dataclasses
import types
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from maillage.core.facts import FORMAT_VERSION, DossierFacts, PartialDate
from maillage.dossiers.fichier.coherence import LARGEST_INTEGER
from maillage.reference import nomenclatures, schema_folder
from maillage.reference.regions import regions
from maillage.reference.strict import read, structure

Json = dict[str, Any]
