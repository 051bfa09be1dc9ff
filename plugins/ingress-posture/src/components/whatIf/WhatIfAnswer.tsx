import { WhatIf } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { Chip, Section } from '../signs';
import { ChangedService } from './ChangedService';
import { ObjectList } from './ObjectList';
import { UnsureServices } from './UnsureServices';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/** What would become of a cluster: in a sentence, by service, and what was made of each object. */
export function WhatIfAnswer({ answer }: { answer: WhatIf }) {
  const { cluster, sentence, counts, changes, objects, unsure } = answer;
  const classes = useStyles();
  const text = useText();
  return (
    <div className={classes.stack}>
      <Section title={sentence} level={2} note={cluster}>
        <div className={classes.counts}>
          <Chip tone={counts.brokenPaths ? 'broken' : 'quiet'} glyph="cross">
            {text('whatIf.broken', { count: counts.brokenPaths })}
          </Chip>
          <Chip tone={counts.worse ? 'exposed' : 'quiet'} glyph="triangle">
            {text('whatIf.worse', { count: counts.worse })}
          </Chip>
          <Chip tone={counts.better ? 'safe' : 'quiet'} glyph="check">
            {text('whatIf.better', { count: counts.better })}
          </Chip>
          {unsure.length > 0 && (
            <Chip tone="quiet" glyph="question">
              {text('whatIf.unsure', { count: counts.unsure })}
            </Chip>
          )}
        </div>
        {unsure.length > 0 && (
          <UnsureServices cluster={cluster} services={unsure} />
        )}
        {changes.length === 0 ? (
          <Typography variant="body1">
            {text(unsure.length > 0 ? 'whatIf.nothingSeen' : 'whatIf.nothing')}
          </Typography>
        ) : (
          <ul className={classes.list}>
            {changes.map(change => (
              <ChangedService
                key={`${change.service.namespace}/${change.service.name}`}
                cluster={cluster}
                change={change}
              />
            ))}
          </ul>
        )}
      </Section>
      <Section title={text('whatIf.objects')} note={String(objects.length)}>
        <ObjectList objects={objects} />
      </Section>
    </div>
  );
}
