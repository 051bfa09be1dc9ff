import type { ServicePort } from '../../state/kinds/service';

/** A Service port as it is written. A merge patch replaces the list of them as a whole; these are all fields. */
export function writtenPort(port: ServicePort): object {
  const { name, protocol, port: number, targetPort, nodePort } = port;
  return {
    ...(name !== undefined && { name }),
    protocol,
    port: number,
    targetPort,
    ...(nodePort !== undefined && { nodePort }),
    ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
  };
}
