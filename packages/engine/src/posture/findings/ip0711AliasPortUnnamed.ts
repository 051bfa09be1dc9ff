import { listenerProtocol, protocolOf } from '../../mesh';
import { aliasesOf } from '../../ingress/routes/aliases';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** A port of an ExternalName that is not known as HTTP is claimed on every address (IST0150). */
export const ip0711 = findingRule('IP0711', ({ state, service }) =>
  aliasesOf(state, service).flatMap(alias =>
    alias.ports
      .filter(port => listenerProtocol(protocolOf(alias, port)) !== 'http')
      .map(port => ({
        says: {
          alias: objectName(alias),
          service: service.meta.name,
          port: port.port,
          protocol: protocolOf(alias, port),
        },
        about: [alias],
        evidence: [
          evidenceOf(alias, `spec.ports[${port.port}].name`, port.name),
        ],
      })),
  ),
);
