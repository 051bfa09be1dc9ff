import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import TableCell from '@material-ui/core/TableCell';
import { makeStyles } from '@material-ui/core/styles';
import { servicePath } from '../../servicePath';
import { useVocabulary } from '../../vocabulary';
import { age, Flash } from '../signs';
import { FleetColumn } from './columns';
import { ClaimMarks, PostureMark } from './FleetMarks';

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
}));

interface CellProps {
  readonly service: ServiceSummary;
}

/** What a column shows of a service. */
export function FleetCell(
  props: CellProps & { readonly column: FleetColumn; readonly now: number },
) {
  const { column, service, now } = props;
  switch (column) {
    case 'service':
      return <NameCell service={service} />;
    case 'entity':
      return <EntityCell service={service} />;
    case 'owner':
      return <RefCell entityRef={service.owner} />;
    case 'system':
      return <RefCell entityRef={service.system} />;
    case 'cluster':
      return <TableCell>{service.cluster}</TableCell>;
    case 'mode':
      return <ModeCell service={service} />;
    case 'edge':
      return <EdgeCell service={service} />;
    case 'posture':
      return (
        <TableCell data-column={column}>
          <PostureMark {...service} />
        </TableCell>
      );
    case 'sentence':
      return <SentenceCell service={service} />;
    case 'verdict':
      return <SentenceCell service={service} marked />;
    default:
      return <AgeCell service={service} now={now} />;
  }
}

function NameCell({ service }: CellProps) {
  return (
    <TableCell className={useStyles().name} data-column="service">
      <Link to={servicePath(service)}>
        {service.namespace}/<wbr />
        {service.name}
      </Link>
    </TableCell>
  );
}

function EntityCell({ service }: CellProps) {
  return (
    <TableCell>
      {service.entityRef && (
        <EntityRefLink entityRef={service.entityRef} hideIcon />
      )}
      <ClaimMarks {...service} />
    </TableCell>
  );
}

function RefCell({ entityRef }: { entityRef: string | null }) {
  return (
    <TableCell>
      {entityRef ? <EntityRefLink entityRef={entityRef} hideIcon /> : '–'}
    </TableCell>
  );
}

function ModeCell({ service }: CellProps) {
  const { modes } = useVocabulary();
  return (
    <TableCell className={useStyles().nowrap}>
      {modes[service.mode].label}
    </TableCell>
  );
}

function EdgeCell({ service }: CellProps) {
  return (
    <TableCell className={useStyles().edge}>
      {[...new Set(service.edges)].join(', ') || '–'}
    </TableCell>
  );
}

/** What happens, in words; `marked` has the posture above them, where it has no column of its own. */
function SentenceCell({ service, marked }: CellProps & { marked?: boolean }) {
  const classes = useStyles();
  const sentence = <Flash value={service.sentence}>{service.sentence}</Flash>;
  return (
    <TableCell className={classes.words}>
      {marked ? (
        <>
          <div data-column="posture">
            <PostureMark {...service} />
          </div>
          <div className={classes.below}>{sentence}</div>
        </>
      ) : (
        sentence
      )}
    </TableCell>
  );
}

function AgeCell({ service, now }: CellProps & { now: number }) {
  return (
    <TableCell className={useStyles().nowrap}>
      {age(now - Date.parse(service.since))}
    </TableCell>
  );
}
