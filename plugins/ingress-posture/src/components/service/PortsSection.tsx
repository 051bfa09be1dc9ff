import { ServicePosture } from '@ingress-posture/engine';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DescriptorChip, Flash, Section } from '../signs';

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
  const text = useText();
  const { acceptances } = useVocabulary();
  return (
    <Section title={text('aside.ports')}>
      {ports.length === 0 && (
        <Typography variant="body2">{text('aside.noPorts')}</Typography>
      )}
      {ports.length > 0 && (
        <Table
          size="small"
          aria-label={text('aside.ports')}
          className={classes.table}
        >
          <TableHead>
            <TableRow>
              <TableCell>{text('aside.service')}</TableCell>
              <TableCell>{text('aside.pod')}</TableCell>
              <TableCell>{text('aside.protocol')}</TableCell>
              <TableCell>{text('aside.accepts')}</TableCell>
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
