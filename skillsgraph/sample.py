"""The sample that the package carries, in a graph: some of ESCO, an invented catalogue, and learners."""

from skillsgraph.catalogue_file import import_catalogue
from skillsgraph.frameworks.catalogue import read_learners
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.learners.records import import_learners


async def load_sample(graph: Graph) -> None:
    """Import the sample's framework, then write its catalogue and learners. Twice is the same as once."""
    folder = sample_folder()
    await ingest(graph, reader_for("sample"), folder, Options())
    await import_catalogue(graph, folder / "catalogue.yaml")
    await import_learners(graph, read_learners(folder / "learners.yaml"))
