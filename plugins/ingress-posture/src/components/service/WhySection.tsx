import { Path, ServicePosture } from '@ingress-posture/engine';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { comparePostures, postures } from '../../vocabulary';
import { DescriptorChip } from '../signs';
import { PlacedReason, ReasonList } from './ReasonList';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  other: {
    backgroundColor: 'transparent',
    border: `1px solid ${theme.palette.divider}`,
    marginTop: theme.spacing(1),
    '&::before': { display: 'none' },
  },
  summary: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** The chain of rules behind the verdict: of the worst path at once, of the others on demand. */
export function WhySection(props: { posture: ServicePosture }) {
  const { posture } = props;
  const classes = useStyles();
  const [worst, ...others] = [...posture.paths].sort((one, other) =>
    comparePostures(one.posture, other.posture),
  );
  if (!worst) return <WhyByPorts posture={posture} />;
  const verdict = postures[worst.posture].label;
  return (
    <Section
      title={`Why ${others.length ? nameOf(worst) : 'it'} is ${verdict}`}
      note="in reading order, each with what it was read from"
    >
      <ReasonList reasons={reasonsOf(worst)} />
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
                {nameOf(path)}: {path.sentence}
              </Typography>
            </span>
          </AccordionSummary>
          <AccordionDetails>
            <ReasonList reasons={reasonsOf(path)} />
          </AccordionDetails>
        </Accordion>
      ))}
    </Section>
  );
}

function WhyByPorts({ posture }: { posture: ServicePosture }) {
  const reasons = posture.ports.map(
    ({ port, targetPort, mtlsMode, evidence }) => ({
      text: mtlsMode
        ? `Port ${port} (pod port ${
            targetPort ?? 'unresolved'
          }) is ${mtlsMode}.`
        : `Port ${port}: no ready endpoint is in the mesh.`,
      evidence,
    }),
  );
  return (
    <Section
      title={`Why it is ${postures[posture.posture].label}`}
      note="no path from outside: the ports decide"
    >
      <ReasonList reasons={reasons} />
    </Section>
  );
}

function nameOf({ route, edge }: Path): string {
  return `${route.host ?? `${route.kind} ${route.name}`} via ${edge.title}`;
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
