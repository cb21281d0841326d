"""`--cluster`: which machines make the documents of a build."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pipeline.base.problems import N_, Refusal
from pipeline.build.cluster import address
from pipeline.cli.words import misused

if TYPE_CHECKING:
    from pipeline.build.cluster.address import Address
    from pipeline.build.pools import Pool
    from pipeline.build.scheduler import PoolFactory
    from pipeline.build.worker import Setup

cluster_option = click.option(
    "--cluster",
    default="",
    envvar="DASK_SCHEDULER_ADDRESS",
    metavar="ADDRESS",
    help="Build on the workers of this Dask scheduler. Default: that of DASK_SCHEDULER_ADDRESS, if it is set.",
)


def on_cluster(typed: str, jobs: int | None) -> PoolFactory | None:
    """Who makes documents on other machines; None where processes of this one do."""
    if jobs is not None and typed:
        if click.get_current_context().get_parameter_source("cluster") is ParameterSource.COMMANDLINE:
            raise misused("--jobs is for this machine, --cluster for others (name one of them)")
        return None
    if not typed:
        return None
    place = address.parse(typed)
    return lambda setup: _pool(place, setup)


def _pool(place: Address, setup: Setup) -> Pool:
    if importlib.util.find_spec("distributed") is None:
        raise Refusal(N_("--cluster needs Dask on this machine (type: pip install 'universal-brief[cluster]')"))
    from pipeline.build.cluster.pool import ClusterPool

    return ClusterPool(place, setup)
