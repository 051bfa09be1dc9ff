import type { WhatIf, WhatIfService } from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';

/** What a change would do, the harm first. */
export function printWhatIf(answer: WhatIf, look: Look): string {
  const objects = answer.objects.map(({ effect, kind, namespace, name }) => {
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    return `  ${effect}: ${kind} ${place}`;
  });
  const blocks = [
    [...paragraph(answer.sentence, 0, look), ...objects],
    ...(answer.unsure.length > 0 ? [printUnsure(answer.unsure, look)] : []),
    ...answer.changes.map(change => printChange(change, look)),
  ];
  return `${blocks.map(block => block.join('\n')).join('\n\n')}\n`;
}

function printUnsure(unsure: WhatIf['unsure'], look: Look): readonly string[] {
  const names = unsure.map(({ namespace, name }) => `${namespace}/${name}`);
  return paragraph(
    `Not enough is known of what reaches these, which would take other than they do: ${names.join(
      ', ',
    )}.`,
    0,
    look,
  );
}

function printChange(change: WhatIfService, look: Look): readonly string[] {
  const { service, before, after, direction, paths, findings } = change;
  const words = `${before?.posture ?? 'new'} -> ${after?.posture ?? 'gone'}`;
  return [
    `${service.namespace}/${service.name}: ${words} (${direction})`,
    ...paths.flatMap(path => {
      const { edge, route, breaks, sentence } = path;
      const mark = breaks
        ? 'breaks'
        : `${path.before ?? 'new'} -> ${path.after}`;
      const title = `${edge.title}, ${route.kind} ${route.namespace}/${
        route.name
      }, ${route.host ?? 'any host'}${route.path ?? ''}: ${mark}. ${sentence}`;
      return paragraph(title, 2, look);
    }),
    ...findings.appear.flatMap(({ code, title }) =>
      paragraph(`finding that appears: ${code} ${title}`, 2, look),
    ),
    ...findings.go.flatMap(({ code, title }) =>
      paragraph(`finding that goes: ${code} ${title}`, 2, look),
    ),
  ];
}
