"""The sample that the package carries, brought into a graph: some of ESCO, and an invented catalogue."""

from skillsgraph.catalogue import upsert_credential, upsert_organizations
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import Credential, Organization


async def load_sample(graph: Graph) -> None:
    """Import the sample's framework, then write its catalogue. Twice is the same as once."""
    folder = sample_folder()
    await ingest(graph, reader_for("sample"), folder, Options())
    items = list(read_catalogue(folder / "catalogue.yaml"))
    await upsert_organizations(graph, [item for item in items if isinstance(item, Organization)])
    for item in items:
        if isinstance(item, Credential):
            await upsert_credential(graph, item)
