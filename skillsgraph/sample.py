"""The sample that the package carries, brought into a graph: some of ESCO, and an invented catalogue."""

from skillsgraph.catalogue_file import import_catalogue
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest


async def load_sample(graph: Graph) -> None:
    """Import the sample's framework, then write its catalogue. Twice is the same as once."""
    folder = sample_folder()
    await ingest(graph, reader_for("sample"), folder, Options())
    await import_catalogue(graph, folder / "catalogue.yaml")
