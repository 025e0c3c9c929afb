"""Great Expectations on the DuckDB connection of the pipeline.

Great Expectations knows no DuckDB. Two things are bent: one connection is kept, because a result of DuckDB dies
with its connection; and the dialect counts as PostgreSQL, which gives the `~` operator to regular expressions.
"""

from contextlib import contextmanager
from typing import Literal

from great_expectations.datasource.fluent.config_str import ConfigStr
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from sqlalchemy.dialects import postgresql


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Keeps one connection open, and runs on it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dialect_module = postgresql
        self._vast = None

    @contextmanager
    def get_connection(self):
        """The one connection."""
        if self._vast is None:
            self._vast = self.engine.connect()
        yield self._vast

    def sluit(self) -> None:
        """Give the connection back before its DuckDB is closed."""
        if self._vast is not None:
            self._vast.close()
            self._vast = None
        self.engine.dispose()


_Engine = type[SqlAlchemyExecutionEngine]  # because `type` is a field of the class below


class DuckDBDatasource(SQLDatasource):
    """Registers itself as `context.data_sources.add_duckdb`."""

    type: Literal["duckdb"] = "duckdb"  # pyright: ignore[reportIncompatibleVariableOverride]
    connection_string: ConfigStr | str

    @property
    def execution_engine_type(self) -> _Engine:
        """The engine that this source runs on."""
        return DuckDBExecutionEngine
