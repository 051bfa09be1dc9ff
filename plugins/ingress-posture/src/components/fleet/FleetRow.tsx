import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { modes, postures } from '../../vocabulary';
import { age, Chip, DescriptorChip, Flash } from '../signs';
import { servicePath } from './servicePath';

const useStyles = makeStyles({
  name: { fontFamily: 'monospace', fontSize: '0.95em', minWidth: 150 },
  nowrap: { whiteSpace: 'nowrap' },
  edge: { minWidth: 130 },
  words: { minWidth: 240 },
  nobody: { textDecoration: 'underline dotted' },
});

/** A service in the fleet's table. */
export function FleetRow(props: { service: ServiceSummary; now: number }) {
  const { service, now } = props;
  const { namespace, name, cluster, mode, edges, posture, stale, since } =
    service;
  const classes = useStyles();
  return (
    <TableRow hover>
      <TableCell className={classes.name}>
        <Link to={servicePath(service)}>
          {namespace}/<wbr />
          {name}
        </Link>
      </TableCell>
      <TableCell className="roomy">
        {service.entityRef ? (
          <EntityRefLink entityRef={service.entityRef} hideIcon />
        ) : (
          <Tooltip
            title={`No catalog entity claims it. An entity with the annotation backstage.io/kubernetes-namespace: ${namespace} would.`}
          >
            <span className={classes.nobody}>nobody’s</span>
          </Tooltip>
        )}
      </TableCell>
      <TableCell className="roomy">
        {service.owner ? (
          <EntityRefLink entityRef={service.owner} hideIcon />
        ) : (
          '–'
        )}
      </TableCell>
      <TableCell className="roomy">{cluster}</TableCell>
      <TableCell className={`roomy ${classes.nowrap}`}>
        {modes[mode].label}
      </TableCell>
      <TableCell className={`roomy ${classes.edge}`}>
        {[...new Set(edges)].join(', ') || '–'}
      </TableCell>
      <TableCell>
        <Flash value={posture}>
          <DescriptorChip descriptor={postures[posture]} />
        </Flash>{' '}
        {stale && (
          <Chip
            tone="quiet"
            glyph="clock"
            meaning="The cluster is not being followed: this is what was last known."
          >
            stale
          </Chip>
        )}
      </TableCell>
      <TableCell className={classes.words}>
        <Flash value={service.sentence}>{service.sentence}</Flash>
      </TableCell>
      <TableCell className={classes.nowrap}>
        {age(now - Date.parse(since))}
      </TableCell>
    </TableRow>
  );
}
