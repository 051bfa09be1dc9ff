import { ServicePosture } from '@ingress-posture/engine';
import {
  ClusterStatus,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { PathsSection } from '../paths';
import { Places } from '../places';
import { RemediesSection } from '../remedies';
import { ContestedNotice, StaleNotice, UnreadableNotice } from '../states';
import { IfStrictSection } from '../strict';
import { FindingsSection } from './FindingsSection';
import { PortsSection } from './PortsSection';
import { ServiceTools } from './ServiceTools';
import { usePrintStyles } from './usePrintStyles';
import { VerdictBanner } from './VerdictBanner';
import { WhySection } from './WhySection';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    minWidth: 0,
  },
  columns: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
  },
  // Beside each other where both are wide enough to be read, at the reader's size of text.
  main: { flex: '5 1 min(40rem, 100%)' },
  aside: { flex: '2 1 min(18.75rem, 100%)' },
}));

/** A service in the order of a reader's questions: what is so, how, why, what to do. */
export function ServiceView(props: {
  stored: StoredPosture;
  cluster: ClusterStatus | undefined;
  confirmedAt: number | undefined;
}) {
  const { stored, cluster, confirmedAt } = props;
  const { posture } = stored;
  const classes = useStyles();
  usePrintStyles();
  return (
    <Places places={stored.places}>
      <div className={classes.stack} data-print="ingress-posture">
        <VerdictBanner
          stored={stored}
          cluster={cluster}
          confirmedAt={confirmedAt}
        />
        <ContestedNotice stored={stored} />
        <StaleNotice stored={stored} cluster={cluster} />
        {cluster && <UnreadableNotice cluster={cluster} />}
        <PathsSection posture={posture} />
        <div className={classes.columns}>
          <div className={`${classes.stack} ${classes.main}`}>
            <WhySection posture={posture} cluster={cluster} />
            <RemediesSection
              posture={posture}
              pending={posture.remediesPending ?? false}
            />
          </div>
          <div className={`${classes.stack} ${classes.aside}`}>
            <PortsSection posture={posture} />
            <FindingsSection posture={posture} />
            {isInMesh(posture) && <IfStrictSection posture={posture} />}
            <ServiceTools posture={posture} />
          </div>
        </div>
      </div>
    </Places>
  );
}

/** STRICT is nothing to pods that no proxy of the mesh stands before. */
function isInMesh({ ports }: ServicePosture): boolean {
  return ports.some(({ mtlsMode }) => mtlsMode !== null);
}
