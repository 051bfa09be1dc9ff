import { Route, Routes } from 'react-router-dom';
import { ViewRoot } from '../ViewRoot';
import { FleetService } from './FleetService';
import { FleetView } from './FleetView';

/** The list of services, and each service below it. */
export function FleetRoutes() {
  return (
    <ViewRoot>
      <Routes>
        <Route path="/" element={<FleetView />} />
        <Route path="/:cluster/:namespace/:name" element={<FleetService />} />
      </Routes>
    </ViewRoot>
  );
}
