import { InfoCard } from '@backstage/core-components';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { isIngressPostureAvailable } from '../../isIngressPostureAvailable';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { Freshness } from '../service';
import { DescriptorChip, Flash } from '../signs';
import { LoadError } from '../states';
import { ViewRoot } from '../ViewRoot';
import { useEntityPostures } from './useEntityPostures';

const useStyles = makeStyles(theme => ({
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(1.5),
  },
  room: { minHeight: 64 },
}));

/** The entity's worst service in one sentence, with the way to the tab. */
export function EntityPostureCard() {
  const { entity } = useEntity();
  if (!isIngressPostureAvailable(entity)) return null;
  return <BoundCard />;
}

function BoundCard() {
  const { value, error, retry, confirmedAt } = useEntityPostures();
  const { entity } = useEntity();
  const linkOf = useEntityRefLink();
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const worst = value?.services[0];
  const others = (value?.services.length ?? 0) - 1;
  return (
    <InfoCard
      title={text('card.title')}
      deepLink={{
        title: text('card.link'),
        link: `${linkOf(entity)}/ingress-posture`,
      }}
    >
      <ViewRoot>
        <div className={classes.room}>
          {error && !value && (
            <LoadError error={error} hasContent={false} onRetry={retry} />
          )}
          {!value && !error && (
            <Skeleton variant="rect" height={64} animation={false} />
          )}
          {value && !worst && (
            <Typography variant="body1">{value.binding.message}</Typography>
          )}
          {worst && (
            <>
              <Typography variant="body1">
                <Flash value={worst.posture.sentence}>
                  {worst.posture.sentence}
                </Flash>
              </Typography>
              <div className={classes.marks}>
                <DescriptorChip descriptor={postures[worst.posture.posture]} />
                {others > 0 && (
                  <Typography variant="body2" color="textSecondary">
                    {text('card.worstOf', { number: String(others + 1) })}
                  </Typography>
                )}
                <Freshness
                  stale={worst.stale}
                  observedAt={worst.observedAt}
                  cluster={value?.clusters.find(
                    ({ name }) => name === worst.posture.cluster,
                  )}
                  confirmedAt={confirmedAt}
                />
              </div>
            </>
          )}
        </div>
      </ViewRoot>
    </InfoCard>
  );
}
