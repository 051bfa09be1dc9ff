import { Route, Routes } from 'react-router-dom';
import { ViewRoot } from '../ViewRoot';
import { FleetColumn } from './columns';
import { FleetService } from './FleetService';
import { FleetView } from './FleetView';

/** The list of services, and each service below it. */
export function FleetRoutes(props: { columns?: readonly FleetColumn[] }) {
  return (
    <ViewRoot>
      <Routes>
        <Route path="/" element={<FleetView columns={props.columns} />} />
        <Route path="/:cluster/:namespace/:name" element={<FleetService />} />
      </Routes>
    </ViewRoot>
  );
}
