import { ServicePosture } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useFleetPath } from '../../hooks';
import { useText } from '../../translation';
import { AskConnectionButton } from '../connection';
import { SmallButton, SmallLink } from '../signs';

const useStyles = makeStyles(theme => ({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    '@media print': { display: 'none' },
  },
}));

/** What else can be done with a service: ask about a connection to it, or what would become of it; print it. */
export function ServiceTools({ posture }: { posture: ServicePosture }) {
  const { cluster, service, ports } = posture;
  const classes = useStyles();
  const text = useText();
  const fleet = useFleetPath();
  return (
    <div className={classes.tools}>
      <AskConnectionButton
        cluster={cluster}
        connection={{
          from: null,
          address: `${service.name}.${service.namespace}.svc.cluster.local`,
          port: ports[0]?.port ?? 80,
          protocol: 'http',
        }}
        label={text('connect.ask')}
      />
      {fleet && (
        <SmallLink
          to={`${fleet}/what-if?cluster=${encodeURIComponent(cluster)}`}
        >
          {text('whatIf.ask')}
        </SmallLink>
      )}
      <SmallButton onClick={() => window.print()}>
        {text('verdict.print')}
      </SmallButton>
    </div>
  );
}
