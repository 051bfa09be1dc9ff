import { ServicePosture } from '@ingress-posture/engine';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { acceptances } from '../../vocabulary';
import { DescriptorChip, Flash } from '../signs';
import { Section } from './Section';

/** What each port of the Service takes. */
export function PortsSection(props: { posture: ServicePosture }) {
  const { ports } = props.posture;
  return (
    <Section title="Ports">
      {ports.length === 0 && (
        <Typography variant="body2">The Service has no ports.</Typography>
      )}
      {ports.length > 0 && (
        <Table size="small" aria-label="Ports">
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
