import { Path, ServicePosture } from '@ingress-posture/engine';
import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { Text, useText } from '../../translation';
import { comparePostures, useVocabulary } from '../../vocabulary';
import { CertaintyNote, PlacedReason, ReasonList } from '../reasons';
import { AlikeRoutes, alikeName } from '../AlikeRoutes';
import { DescriptorChip, Section } from '../signs';
import { alikePaths } from './alikePaths';

const useStyles = makeStyles(theme => ({
  other: {
    backgroundColor: 'transparent',
    border: `1px solid ${theme.palette.divider}`,
    marginTop: theme.spacing(1),
    '&::before': { display: 'none' },
  },
  summary: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  name: { overflowWrap: 'anywhere', minWidth: 0 },
  details: { flexDirection: 'column' },
  sure: { margin: theme.spacing(2, 0, 0.5), fontWeight: 600 },
}));

/** The evidence trail: the chain of rules behind the verdict, and how sure it is. */
export function WhySection(props: {
  posture: ServicePosture;
  cluster: ClusterStatus | undefined;
}) {
  const { posture, cluster } = props;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const sorted = [...posture.paths].sort((one, other) =>
    comparePostures(one.posture, other.posture),
  );
  const [worst, ...others] = alikePaths(sorted);
  const verdict = postures[(worst?.[0] ?? posture).posture].label;
  const title = others.length
    ? text('why.title', {
        path: nameOf(worst, posture.paths, text),
        posture: verdict,
      })
    : text('why.titleOne', { posture: verdict });
  return (
    <Section title={title} note={text(worst ? 'why.note' : 'why.notePorts')}>
      {worst ? (
        <PathReasons paths={worst} />
      ) : (
        <ReasonList reasons={reasonsByPort(posture, text)} />
      )}
      {others.map((paths, index) => (
        <OtherPaths key={index} paths={paths} all={posture.paths} />
      ))}
      <Typography component="h4" variant="body1" className={classes.sure}>
        {text('why.sure')}
      </Typography>
      <CertaintyNote
        certainty={posture.certainty}
        caveats={posture.caveats}
        cluster={cluster}
      />
    </Section>
  );
}

/** Paths that are not the worst: what becomes of them, and on demand why. */
function OtherPaths(props: { paths: readonly Path[]; all: readonly Path[] }) {
  const { paths, all } = props;
  const [{ posture, sentence }] = paths;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <Accordion
      square
      elevation={0}
      className={classes.other}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <span className={classes.summary}>
          <DescriptorChip descriptor={postures[posture]} />
          <Typography variant="body2" className={classes.name}>
            {nameOf(paths, all, text)}: {sentence}
          </Typography>
        </span>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <PathReasons paths={paths} />
      </AccordionDetails>
    </Accordion>
  );
}

/** The chain of paths that are alike, and which these are. */
function PathReasons({ paths }: { paths: readonly Path[] }) {
  return (
    <>
      <ReasonList reasons={reasonsOf(paths[0])} />
      <AlikeRoutes paths={paths} />
    </>
  );
}

function reasonsByPort({ ports }: ServicePosture, text: Text): PlacedReason[] {
  return ports.map(({ port, targetPort, mtlsMode, evidence }) => ({
    text: mtlsMode
      ? text('why.portMode', {
          port: String(port),
          target: String(targetPort ?? text('detail.unresolved')),
          mode: mtlsMode,
        })
      : text('why.portUnmeshed', { port: String(port) }),
    evidence,
  }));
}

/** Alike paths by their host and edge; where others are called so too, by how clients come in as well. */
function nameOf(
  paths: readonly Path[],
  all: readonly Path[],
  text: Text,
): string {
  const name = alikeName(paths, text);
  const first = alikeName([paths[0]], text);
  const isOnly = all.filter(one => alikeName([one], text) === first).length < 2;
  const [{ protocol, port }] = paths[0].hops;
  return isOnly || !port ? name : `${name} (${protocol} :${port})`;
}

/** All reasons of a path; the first of each connection says which, where several have some. */
function reasonsOf({ hops, nodes }: Path): PlacedReason[] {
  const speaking = hops.filter(({ reasons }) => reasons.length);
  return speaking.flatMap(hop =>
    hop.reasons.map((reason, index) => ({
      ...reason,
      about:
        index === 0 && speaking.length > 1
          ? `${nodes[hop.fromNode].name} → ${nodes[hop.toNode].name}`
          : undefined,
    })),
  );
}
