// A pod that dials its own address. The connection stays on its loopback interface, where applications are let through ("appN =>
// appN by lo": istio tools/istio-iptables/pkg/capture/run.go; for ambient cni/pkg/iptables/iptables.go), and what iptables did
// with it on the way out is not looked at again on the way in.
import { completionCaveats } from '../../completion/completedBy';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { atApplication } from '../inbound/arrival';
import { because } from '../because';
import { redirectsLoopback, runsAsProxy } from './capture';
import { doubted } from '../caveats';
import { clientBytes } from '../inbound/clientBytes';
import type { Arrival, Connection } from '../connection';
import { meshOf, podKeyOf } from './membership';

/** The arrival of a connection that no proxy of the mesh sees; undefined: it is none, or its redirection is unlike others. */
export function atOwnAddress(
  client: Pod | undefined,
  connection: Connection,
): readonly Arrival[] | undefined {
  if (!isOwn(client, connection) || isUnlikeOthers(client)) return undefined;
  const bytes = clientBytes(connection);
  const reason = because(
    `${objectName(client)} dials its own address, past every proxy.`,
    [evidenceOf(client, 'status.podIP', connection.address)],
    'istio tools/istio-iptables/pkg/capture/run.go',
  );
  const { why, outcome, reasons } = atApplication(
    client,
    bytes,
    'by the loopback interface',
    [reason],
  );
  const arrival: Arrival = {
    pod: podKeyOf(client),
    port: connection.port,
    wire: bytes.wire,
    outcome,
    why,
    certainty: 'proven',
    reasons,
    caveats: [],
  };
  return doubted([arrival], completionCaveats(client));
}

/** What is left to doubt where a pod dials its own address: capture is worked out for connections between pods. */
export function ownAddressDoubts(
  client: Pod | undefined,
  connection: Connection,
): readonly string[] {
  if (!isOwn(client, connection) || !isUnlikeOthers(client)) return [];
  return [
    `${objectName(
      client,
    )} dials its own address, and its redirection does not let that pass its proxy by; that is not worked out.`,
  ];
}

function isOwn(
  client: Pod | undefined,
  { address }: Connection,
): client is Pod {
  return (
    client !== undefined &&
    meshOf(client) !== 'none' &&
    client.ips.includes(address)
  );
}

// Whoever has the proxy's user is led to the proxy's inbound side, and included ranges can be those of loopback.
function isUnlikeOthers(pod: Pod): boolean {
  return runsAsProxy(pod) || redirectsLoopback(pod);
}
