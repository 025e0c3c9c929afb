"""When the work runs: every Monday at 13:00, an hour after the deliveries of the Sunday before are complete
(kennismoment 12:00).
"""

from datetime import timedelta

import dagster as dg

MAANDAG_13_UUR = "0 13 * * 1"
EEN_DAG = timedelta(days=1)
WEEKTAAK = dg.define_asset_job("week", selection=dg.AssetSelection.all(), description="Alles voor één peildatum.")


@dg.schedule(cron_schedule=MAANDAG_13_UUR, job=WEEKTAAK, execution_timezone="Europe/Amsterdam", name="maandag")
def maandag(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Run the week that ended on the Sunday before this Monday."""
    zondag = (context.scheduled_execution_time.date() - EEN_DAG).isoformat()
    return dg.RunRequest(partition_key=zondag, run_key=zondag)


def schema_s() -> list[dg.ScheduleDefinition]:
    """The schedules; off until someone switches them on in the Dagster page."""
    return [maandag]
