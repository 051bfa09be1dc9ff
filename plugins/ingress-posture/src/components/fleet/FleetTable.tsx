import {
  ServiceSortKey,
  ServiceSummary,
} from '@ingress-posture/plugin-ingress-posture-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../../hooks';
import { FleetQuery } from './fleetQuery';
import { FleetRow } from './FleetRow';

const useStyles = makeStyles(theme => ({
  scroll: {
    overflowX: 'auto',
    '& th, & td': {
      padding: theme.spacing(1, 1.25),
      // Backstage's theme breaks words in cells.
      wordBreak: 'normal',
    },
    '& th': { whiteSpace: 'nowrap', fontWeight: 600 },
    // On a phone: which service, how it is, and why.
    [theme.breakpoints.down('xs')]: { '& .roomy': { display: 'none' } },
  },
  asking: { opacity: 0.65 },
}));

// Ages in a table are minutes to days: no row needs a new one every second.
const ageStepMs = 15_000;

/** Columns in order; those with a key can be sorted by. */
const columns: readonly {
  readonly title: string;
  readonly key?: ServiceSortKey;
  /** Left out where there is no room for it. */
  readonly roomy?: boolean;
}[] = [
  { title: 'Service', key: 'service' },
  { title: 'Entity', roomy: true },
  { title: 'Owner', key: 'owner', roomy: true },
  { title: 'Cluster', key: 'cluster', roomy: true },
  { title: 'Mode', key: 'mode', roomy: true },
  { title: 'Edge', roomy: true },
  { title: 'Posture', key: 'posture' },
  { title: 'What is so' },
  { title: 'Since', key: 'since' },
];

/** A page of services. */
export function FleetTable(props: {
  services: readonly ServiceSummary[];
  query: FleetQuery;
  /** A newer question is being asked. */
  asking: boolean;
  onSort: (key: ServiceSortKey) => void;
}) {
  const { services, query, asking, onSort } = props;
  const classes = useStyles();
  const now = useNow(ageStepMs);
  return (
    <div
      className={`${classes.scroll} ${asking ? classes.asking : ''}`}
      aria-busy={asking}
    >
      <Table size="small" aria-label="Services">
        <TableHead>
          <TableRow>
            {columns.map(({ title, key, roomy }) => (
              <TableCell
                key={title}
                className={roomy ? 'roomy' : undefined}
                sortDirection={key === query.sort ? query.order : false}
              >
                {key ? (
                  <TableSortLabel
                    active={key === query.sort}
                    direction={key === query.sort ? query.order : 'asc'}
                    onClick={() => onSort(key)}
                  >
                    {title}
                  </TableSortLabel>
                ) : (
                  title
                )}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {services.map(service => (
            <FleetRow
              key={`${service.cluster}/${service.namespace}/${service.name}`}
              service={service}
              now={now}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
