import { Navigate, Route, Routes, useParams } from 'react-router-dom';
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
        <Route path="/:cluster" element={<Within />} />
        <Route path="/:cluster/:namespace" element={<Within />} />
        <Route path="/:cluster/:namespace/:name" element={<FleetService />} />
      </Routes>
    </ViewRoot>
  );
}

/** A cluster, or a namespace of it, typed as the start of a service's address: its services. */
function Within() {
  const { cluster = '', namespace } = useParams();
  const inside = new URLSearchParams({
    cluster,
    ...(namespace && { namespace }),
  });
  return <Navigate to={{ pathname: '..', search: `?${inside}` }} replace />;
}
