import { StillPermissive } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { servicePath } from '../../servicePath';
import { useText } from '../../translation';
import { FleetLink } from '../signs';

const useStyles = makeStyles(theme => ({
  group: { marginTop: theme.spacing(1) },
  summary: { cursor: 'pointer' },
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  name: { fontFamily: 'monospace' },
}));

/** What takes more than mTLS still: for a client that is seen, or for nobody. */
export function PermissiveList(props: {
  cluster: string;
  permissive: readonly StillPermissive[];
}) {
  const { cluster, permissive } = props;
  const text = useText();
  const needed = permissive.filter(one => one.needed);
  const open = permissive.filter(one => !one.needed);
  return (
    <>
      <Group
        title={text('strict.needed', { count: needed.length })}
        cluster={cluster}
        permissive={needed}
      />
      <Group
        title={text('strict.notNeeded', { count: open.length })}
        cluster={cluster}
        permissive={open}
      />
    </>
  );
}

/** A line until it is opened: of a large mesh these are thousands. */
function Group(props: {
  title: string;
  cluster: string;
  permissive: readonly StillPermissive[];
}) {
  const { title, cluster, permissive } = props;
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  if (permissive.length === 0) return null;
  return (
    <details
      className={classes.group}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>{title}</summary>
      {open && (
        <ul className={classes.list}>
          {permissive.map(({ service, port, mode, sentence, policy }) => (
            <li key={`${service.namespace}/${service.name} ${port}`}>
              <FleetLink
                className={classes.name}
                to={`/services/${servicePath({ cluster, ...service })}`}
              >
                {service.namespace}/{service.name}
              </FleetLink>{' '}
              :{port} {mode}. {sentence}
              {policy &&
                !sentence.includes(policy) &&
                ` (PeerAuthentication ${policy})`}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
