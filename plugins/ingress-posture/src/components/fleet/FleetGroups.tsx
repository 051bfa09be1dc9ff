import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  ServiceGroup,
  ServiceGrouping,
} from '@ingress-posture/plugin-ingress-posture-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useSearchParams } from 'react-router-dom';
import { ingressPostureApiRef } from '../../api';
import { usePolled } from '../../hooks';
import { useText } from '../../translation';
import { LoadError } from '../states';
import { FleetQuery } from './fleetQuery';
import { MiniShares } from './MiniShares';
import { useKeyNames } from './useKeyNames';

const useStyles = makeStyles(theme => ({
  scroll: {
    overflowX: 'auto',
    '& th, & td': {
      // Backstage's theme breaks words in cells.
      wordBreak: 'normal',
      [theme.breakpoints.down('sm')]: { padding: theme.spacing(1, 0.5) },
    },
  },
  key: { overflowWrap: 'anywhere' },
  number: { textAlign: 'right', whiteSpace: 'nowrap' },
  shares: { width: '50%', minWidth: 120 },
}));

/** The services that fit, counted by what they share; each group leads to its services. */
export function FleetGroups(props: { by: ServiceGrouping; query: FleetQuery }) {
  const { by, query } = props;
  const classes = useStyles();
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const { value, error, retry } = usePolled(
    `groups ${by} ${JSON.stringify(query)}`,
    signal => api.groupServices(by, query, { signal }),
  );
  const nameOf = useKeyNames(
    by,
    (value?.items ?? []).map(({ key }) => key),
  );
  if (!value) {
    return error ? (
      <LoadError error={error} hasContent={false} onRetry={retry} />
    ) : (
      <Skeleton variant="rect" height={240} animation={false} />
    );
  }
  return (
    <div className={classes.scroll}>
      <Table size="small" aria-label={text('fleet.groups')}>
        <TableHead>
          <TableRow>
            <TableCell>{text(`fleet.by.${by}`)}</TableCell>
            <TableCell className={classes.number}>
              {text('fleet.tabServices')}
            </TableCell>
            <TableCell className={classes.shares}>
              {text('fleet.shares')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {value.items.map(group => (
            <GroupRow
              key={group.key}
              by={by}
              group={group}
              name={nameOf(group.key)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function GroupRow(props: {
  by: ServiceGrouping;
  group: ServiceGroup;
  name: string;
}) {
  const { by, group, name } = props;
  const classes = useStyles();
  const text = useText();
  const [search] = useSearchParams();
  const inside = new URLSearchParams(search);
  inside.delete('group');
  inside.set(by, group.key);
  return (
    <TableRow hover>
      <TableCell className={classes.key}>
        <Link
          to={`?${inside}`}
          aria-label={text('fleet.openGroup', { group: name })}
        >
          {name}
        </Link>
      </TableCell>
      <TableCell className={classes.number}>
        {group.total.toLocaleString()}
      </TableCell>
      <TableCell className={classes.shares}>
        <MiniShares counts={group.counts} total={group.total} />
      </TableCell>
    </TableRow>
  );
}
