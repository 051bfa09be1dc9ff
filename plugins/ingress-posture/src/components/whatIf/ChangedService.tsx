import {
  ChangedFinding,
  MtlsPosture,
  WhatIfPath,
  WhatIfService,
} from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { groupBy } from '../../groupBy';
import { servicePath } from '../../servicePath';
import { findingTitle, useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { AlikeRoutes, alikeName } from '../AlikeRoutes';
import { Chip, DescriptorChip, FindingCode, FleetLink } from '../signs';

const useStyles = makeStyles(theme => ({
  item: {
    '& + &': {
      marginTop: theme.spacing(2),
      paddingTop: theme.spacing(2),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  name: { fontFamily: 'monospace', fontWeight: 600, overflowWrap: 'anywhere' },
  findings: {
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.5),
    margin: theme.spacing(0.5, 0),
    padding: 0,
  },
  paths: {
    listStyle: 'none',
    margin: theme.spacing(0.5, 0),
    padding: 0,
    overflowWrap: 'anywhere',
  },
}));

/** A service whose verdict or paths would change: before and after, path by path. */
export function ChangedService(props: {
  cluster: string;
  change: WhatIfService;
}) {
  const { cluster, change } = props;
  const { service, before, after, paths, findings } = change;
  const classes = useStyles();
  const text = useText();
  const name = `${service.namespace}/${service.name}`;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        {before ? (
          <FleetLink
            className={classes.name}
            to={`/services/${servicePath({ cluster, ...service })}`}
          >
            {name}
          </FleetLink>
        ) : (
          <span className={classes.name}>{name}</span>
        )}
        <BeforeAfter
          before={before?.posture ?? null}
          after={after?.posture ?? null}
        />
      </div>
      <Typography variant="body2">
        {after ? after.sentence : text('whatIf.serviceGone')}
      </Typography>
      <ChangedPaths paths={paths} known={after?.sentence} />
      <ChangedFindings
        label={text('whatIf.appear')}
        findings={findings.appear}
      />
      <ChangedFindings label={text('whatIf.go')} findings={findings.go} />
    </li>
  );
}

/** What becomes of paths; those of which the same is said are one line. */
function ChangedPaths(props: {
  paths: readonly WhatIfPath[];
  /** The sentence that stands above already. */
  known: string | undefined;
}) {
  const { paths, known } = props;
  const classes = useStyles();
  const text = useText();
  if (paths.length === 0) return null;
  const groups = groupBy(paths, ({ edge, before, after, sentence, breaks }) =>
    JSON.stringify([edge, before, after, sentence, breaks]),
  );
  return (
    <ul className={classes.paths}>
      {[...groups].map(([key, alike]) => {
        const [{ before, after, sentence, breaks }] = alike;
        return (
          <li key={key}>
            {breaks && (
              <Chip tone="broken" glyph="cross">
                {text('whatIf.breaks')}
              </Chip>
            )}{' '}
            {alikeName(alike, text)}{' '}
            <BeforeAfter before={before} after={after} />{' '}
            {sentence !== known && sentence}
            <AlikeRoutes paths={alike} />
          </li>
        );
      })}
    </ul>
  );
}

/** A posture before and after; null where there is none. */
function BeforeAfter(props: {
  before: MtlsPosture | null;
  after: MtlsPosture | null;
}) {
  const text = useText();
  const { postures } = useVocabulary();
  const chip = (posture: MtlsPosture | null, none: string) =>
    posture ? (
      <DescriptorChip descriptor={postures[posture]} />
    ) : (
      <Chip tone="quiet" glyph="nothing">
        {none}
      </Chip>
    );
  return (
    <span>
      {chip(props.before, text('whatIf.isNew'))}{' '}
      <span role="img" aria-label={text('whatIf.becomes')}>
        →
      </span>{' '}
      {chip(props.after, text('whatIf.isGone'))}
    </span>
  );
}

function ChangedFindings(props: {
  label: string;
  findings: readonly ChangedFinding[];
}) {
  const { label, findings } = props;
  const text = useText();
  const classes = useStyles();
  const { severities } = useVocabulary();
  if (findings.length === 0) return null;
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <ul className={classes.findings}>
        {findings.map(finding => (
          <li key={finding.code} className={classes.head}>
            <DescriptorChip descriptor={severities[finding.severity]} />
            <FindingCode code={finding.code} />
            <span>{findingTitle(finding, text)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
