import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { forwardRef, ReactNode } from 'react';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { age, Chip, DescriptorChip, Flash } from '../signs';
import { FleetColumn } from './columns';
import { servicePath } from '../../servicePath';

const useStyles = makeStyles(theme => ({
  name: {
    fontFamily: 'monospace',
    fontSize: '0.95em',
    minWidth: 140,
    [theme.breakpoints.down('sm')]: { minWidth: 0, overflowWrap: 'anywhere' },
  },
  nowrap: { whiteSpace: 'nowrap' },
  edge: { minWidth: 130 },
  words: {
    // What is wrong is read more than the rest, and in fewer lines.
    width: '34%',
    minWidth: 240,
    [theme.breakpoints.down('sm')]: {
      width: 'auto',
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
  },
  below: { marginTop: theme.spacing(0.5) },
  nobody: { textDecoration: 'underline dotted' },
}));

/** What a row of the table is about. */
export interface FleetRowProps {
  /** Undefined while it is read. */
  readonly service: ServiceSummary | undefined;
  readonly columns: readonly FleetColumn[];
  readonly index: number;
  readonly now: number;
}

/** A service in the fleet's table. */
export const FleetRow = forwardRef<HTMLTableRowElement, FleetRowProps>(
  ({ service, columns, index, now }, ref) => {
    const text = useText();
    return (
      <TableRow
        ref={ref}
        hover
        data-index={index}
        // The line of names is the first row.
        aria-rowindex={index + 2}
      >
        {service ? (
          columns.map(column => (
            <FleetCell
              key={column}
              column={column}
              service={service}
              now={now}
            />
          ))
        ) : (
          <TableCell colSpan={columns.length}>
            <Skeleton animation={false} aria-label={text('fleet.loadingRow')} />
          </TableCell>
        )}
      </TableRow>
    );
  },
);

function FleetCell(props: {
  column: FleetColumn;
  service: ServiceSummary;
  now: number;
}) {
  const { column, service, now } = props;
  const classes = useStyles();
  const { modes } = useVocabulary();
  const entity = (ref: string | null): ReactNode =>
    ref ? <EntityRefLink entityRef={ref} hideIcon /> : '–';
  switch (column) {
    case 'service':
      return (
        <TableCell className={classes.name} data-column={column}>
          <Link to={servicePath(service)}>
            {service.namespace}/<wbr />
            {service.name}
          </Link>
        </TableCell>
      );
    case 'entity':
      return (
        <TableCell>
          {service.entityRef ? (
            entity(service.entityRef)
          ) : (
            <Nobody {...service} />
          )}{' '}
          {service.contested && <ContestedMark />}
        </TableCell>
      );
    case 'owner':
      return <TableCell>{entity(service.owner)}</TableCell>;
    case 'system':
      return <TableCell>{entity(service.system)}</TableCell>;
    case 'cluster':
      return <TableCell>{service.cluster}</TableCell>;
    case 'mode':
      return (
        <TableCell className={classes.nowrap}>
          {modes[service.mode].label}
        </TableCell>
      );
    case 'edge':
      return (
        <TableCell className={classes.edge}>
          {[...new Set(service.edges)].join(', ') || '–'}
        </TableCell>
      );
    case 'posture':
      return (
        <TableCell data-column={column}>
          <PostureMark {...service} />
        </TableCell>
      );
    case 'sentence':
      return (
        <TableCell className={classes.words}>
          <Flash value={service.sentence}>{service.sentence}</Flash>
        </TableCell>
      );
    case 'verdict':
      return (
        <TableCell className={classes.words}>
          <PostureMark {...service} />
          <div className={classes.below}>
            <Flash value={service.sentence}>{service.sentence}</Flash>
          </div>
        </TableCell>
      );
    default:
      return (
        <TableCell className={classes.nowrap}>
          {age(now - Date.parse(service.since))}
        </TableCell>
      );
  }
}

function Nobody({ namespace }: ServiceSummary) {
  const classes = useStyles();
  const text = useText();
  return (
    <Tooltip title={text('fleet.nobodyMeaning', { namespace })}>
      <span className={classes.nobody}>{text('fleet.nobody')}</span>
    </Tooltip>
  );
}

function ContestedMark() {
  const text = useText();
  return (
    <Chip
      tone="exposed"
      glyph="triangle"
      meaning={text('fleet.contestedMeaning')}
    >
      {text('fleet.contested')}
    </Chip>
  );
}

function PostureMark({ posture, stale }: ServiceSummary) {
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <>
      <Flash value={posture}>
        <DescriptorChip descriptor={postures[posture]} />
      </Flash>{' '}
      {stale && (
        <Chip tone="quiet" glyph="clock" meaning={text('fleet.staleMeaning')}>
          {text('fleet.stale')}
        </Chip>
      )}
    </>
  );
}
