import { Certainty } from '@ingress-posture/engine';
import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DescriptorChip } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.25, 0), paddingLeft: theme.spacing(2.5) },
}));

/** How sure an answer is, what it leans on, and what would make it surer. */
export function CertaintyNote(props: {
  certainty: Certainty;
  caveats: readonly string[];
  /** Undefined where only the answer itself is spoken of. */
  cluster: ClusterStatus | undefined;
}) {
  const { certainty, caveats, cluster } = props;
  const classes = useStyles();
  const text = useText();
  const { certainties } = useVocabulary();
  const raises = useRaises(certainty, caveats, cluster);
  return (
    <div>
      <DescriptorChip descriptor={certainties[certainty]} />{' '}
      {certainty === 'proven' && cluster && text('why.sureProven')}
      {caveats.length > 0 && (
        <>
          {text('why.sureLeansOn')}
          <ul className={classes.list}>
            {[...new Set(caveats)].map(caveat => (
              <li key={caveat}>{caveat}</li>
            ))}
          </ul>
        </>
      )}
      {raises.length > 0 && (
        <>
          {text('why.sureRaise')}
          <ul className={classes.list}>
            {raises.map(raise => (
              <li key={raise}>{raise}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What somebody could do so that nothing has to be deduced. */
function useRaises(
  certainty: Certainty,
  caveats: readonly string[],
  cluster: ClusterStatus | undefined,
): string[] {
  const text = useText();
  if (certainty === 'proven' || !cluster) return [];
  const { name, state, message, unreadable } = cluster;
  const kinds = unreadable.map(({ kind }) => kind).join(', ');
  return [
    ...(kinds ? [text('why.raiseRead', { kinds, cluster: name })] : []),
    ...(state === 'synced'
      ? []
      : [
          text('why.raiseFresh', {
            cluster: name,
            why: message ?? text('common.notFollowed'),
          }),
        ]),
    ...(caveats.length ? [text('why.raiseStated')] : []),
  ];
}
