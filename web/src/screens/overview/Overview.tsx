import type { ResourceRow, Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { Page } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { Blocking } from './Blocking';
import { CvBars } from './CvBars';
import { DataState } from './DataState';
import { SchoolMap } from './SchoolMap';
import { Trend } from './Trend';
import { VerdictHead } from './VerdictHead';
import './overview.css';

export type OverviewData = Omit<Schema<'Overview'>, 'resource'> & { resource: ResourceRow[] };

/** 总览: is the county there, what is missing, where, and what to do next. */
export default function Overview() {
  const { query } = useView();
  const may = useMay();
  const answer = useGet('/api/v1/overview', { query });
  return (
    <Page ready={answer.data !== undefined} className="overview">
      <Loaded from={answer} lines={14}>
        {(data) => {
          const overview = data as unknown as OverviewData;
          return (
            <>
              <VerdictHead overview={overview} />
              <div className="overview-main">
                <CvBars resource={overview.resource} />
                {may('schools_read') ? <SchoolMap /> : null}
                <Blocking blocking={overview.blocking} />
              </div>
              <div className="overview-foot">
                <Trend />
                <DataState overview={overview} />
              </div>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
