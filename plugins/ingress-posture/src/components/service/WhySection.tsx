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
import { routeName } from '../routeName';
import { DescriptorChip, Section } from '../signs';

const useStyles = makeStyles(theme => ({
  other: {
    backgroundColor: 'transparent',
    border: `1px solid ${theme.palette.divider}`,
    marginTop: theme.spacing(1),
    '&::before': { display: 'none' },
  },
  summary: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
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
  const [worst, ...others] = [...posture.paths].sort((one, other) =>
    comparePostures(one.posture, other.posture),
  );
  const verdict = postures[(worst ?? posture).posture].label;
  const title =
    worst && others.length
      ? text('why.title', {
          path: nameOf(worst, posture.paths, text),
          posture: verdict,
        })
      : text('why.titleOne', { posture: verdict });
  return (
    <Section title={title} note={text(worst ? 'why.note' : 'why.notePorts')}>
      <ReasonList
        reasons={worst ? reasonsOf(worst) : reasonsByPort(posture, text)}
      />
      {others.map((path, index) => (
        <Accordion
          key={index}
          square
          elevation={0}
          className={classes.other}
          TransitionProps={{ unmountOnExit: true }}
        >
          <AccordionSummary expandIcon={<ExpandMoreIcon />}>
            <span className={classes.summary}>
              <DescriptorChip descriptor={postures[path.posture]} />
              <Typography variant="body2">
                {nameOf(path, posture.paths, text)}: {path.sentence}
              </Typography>
            </span>
          </AccordionSummary>
          <AccordionDetails>
            <ReasonList reasons={reasonsOf(path)} />
          </AccordionDetails>
        </Accordion>
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

/** A path by its host and edge; where others are called so too, by how clients come in as well. */
function nameOf(path: Path, all: readonly Path[], text: Text): string {
  const name = shortNameOf(path, text);
  const isOnly = all.filter(one => shortNameOf(one, text) === name).length < 2;
  const [{ protocol, port }] = path.hops;
  return isOnly || !port ? name : `${name} (${protocol} :${port})`;
}

function shortNameOf({ route, edge }: Path, text: Text): string {
  return text('why.via', { what: routeName(route, text), edge: edge.title });
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
