import { Hop, Path } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { addressings, certainties, describeHop } from '../../vocabulary';
import { DescriptorChip } from '../signs';
import { describePath } from '../diagram';
import { FactList } from './FactList';
import { ReasonList } from './ReasonList';

/** Everything about one hop: what was dialled and sent, where it arrived, and why. */
export function HopDetail(props: { path: Path; hop: Hop }) {
  const { path, hop } = props;
  const { addressing, address, port, host, protocol, certainty, arrivals } =
    hop;
  const target = address ? `${address}:${port}` : port && `port ${port}`;
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {describePath(path)}
      </Typography>
      <FactList
        facts={[
          [
            'Wire',
            <DescriptorChip descriptor={describeHop(hop.wire, hop.outcome)} />,
          ],
          [
            'Certainty',
            <>
              <DescriptorChip descriptor={certainties[certainty]} />{' '}
              {hop.caveats.join(' ')}
            </>,
          ],
          ['Addressing', addressings[addressing] ?? 'from outside'],
          ['Dials', target],
          ['Host sent', host],
          ['Protocol', protocol],
          [
            'Counts',
            hop.counts
              ? 'sets the posture'
              : 'drawn, but does not set the posture',
          ],
        ]}
      />
      {hop.reasons.length > 0 && (
        <>
          <Typography component="h3" variant="subtitle1" gutterBottom>
            Why
          </Typography>
          <ReasonList reasons={hop.reasons} />
        </>
      )}
      {arrivals.length > 0 && (
        <>
          <Typography component="h3" variant="subtitle1" gutterBottom>
            Where it arrives
          </Typography>
          {arrivals.map(({ pod, port: podPort, wire, outcome, why }) => (
            <Typography key={`${pod}:${podPort}`} variant="body2" gutterBottom>
              <DescriptorChip descriptor={describeHop(wire, outcome)} />{' '}
              {pod ? `${pod}:${podPort}. ` : ''}
              {why}
            </Typography>
          ))}
        </>
      )}
    </>
  );
}
