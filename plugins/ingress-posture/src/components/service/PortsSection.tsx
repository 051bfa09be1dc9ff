import { ServicePosture } from '@ingress-posture/engine';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { acceptances } from '../../vocabulary';
import { DescriptorChip, Flash } from '../signs';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  table: {
    '& th, & td': {
      padding: theme.spacing(0.75, 0.5),
      // Backstage's theme breaks words in cells.
      wordBreak: 'normal',
    },
  },
}));

/** What each port of the Service takes. */
export function PortsSection(props: { posture: ServicePosture }) {
  const { ports } = props.posture;
  const classes = useStyles();
  return (
    <Section title="Ports">
      {ports.length === 0 && (
        <Typography variant="body2">The Service has no ports.</Typography>
      )}
      {ports.length > 0 && (
        <Table size="small" aria-label="Ports" className={classes.table}>
          <TableHead>
            <TableRow>
              <TableCell>Service</TableCell>
              <TableCell>Pod</TableCell>
              <TableCell>Protocol</TableCell>
              <TableCell>Accepts</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {ports.map(({ port, name, targetPort, protocol, accepts }) => (
              <TableRow key={port}>
                <TableCell>
                  {port} {name}
                </TableCell>
                <TableCell>{targetPort ?? '–'}</TableCell>
                <TableCell>{protocol}</TableCell>
                <TableCell>
                  <Flash value={accepts}>
                    <DescriptorChip descriptor={acceptances[accepts]} />
                  </Flash>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
