"""What an instance installed: the borders of communes, who touches whom, and the measures of places.

Files of ours in the data folder, read as they are asked for; `opendata/contours` writes them from
the files of publishers (decision 0009). Without them every question is answered « not known ».
"""

from maillage.territoires.adjacence import AdjacenceInstallee, adjacence
from maillage.territoires.contours import ContoursInstalles, contours
from maillage.territoires.fiche import Fiche

__all__ = [
    "AdjacenceInstallee",
    "ContoursInstalles",
    "Fiche",
    "adjacence",
    "contours",
]
