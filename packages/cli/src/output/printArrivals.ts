import type { Arrival, Connection } from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';
import { printReasons } from './printReasons';

/** What becomes of a connection, an arrival a paragraph, each with the rules that say so. */
export function printArrivals(
  { from, address, port }: Connection,
  arrivals: readonly Arrival[],
  look: Look,
): string {
  const who = from ?? 'Something outside the mesh';
  const head = paragraph(`${who} dials ${address}:${port}`, 0, look);
  const blocks = arrivals.map(arrival => printArrival(arrival, look));
  const none =
    arrivals.length === 0 ? [['It ends nowhere that was read.']] : [];
  return `${[head, ...none, ...blocks].map(b => b.join('\n')).join('\n\n')}\n`;
}

function printArrival(arrival: Arrival, look: Look): readonly string[] {
  const { pod, port, wire, outcome, certainty, why, reasons, caveats } =
    arrival;
  const place = pod === '' ? 'nowhere' : `${pod} port ${port}`;
  return [
    ...paragraph(`${place}: ${wire}, ${outcome}, ${certainty}`, 0, look),
    ...paragraph(why, 2, look),
    ...printReasons(reasons, 2, look),
    ...caveats.flatMap(caveat => paragraph(`(${caveat})`, 2, look)),
  ];
}
