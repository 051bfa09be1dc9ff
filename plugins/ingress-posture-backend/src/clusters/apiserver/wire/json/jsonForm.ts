import { ListMetadata, listSchema, watchEventSchema } from '../../kubeObjects';
import type { WatchEvent, WireForm } from '../WireForm';
import { jsonLines } from './jsonLines';
import { JsonListReader } from './jsonList';

/** Objects as everything behind an API server is served. */
export const jsonForm: WireForm = {
  contentType: 'application/json',
  readList,
  readEvents,
  readStatus: body => JSON.parse(body.toString('utf8')),
};

async function readList(
  body: AsyncIterable<Buffer>,
  take: (object: unknown) => void,
): Promise<ListMetadata> {
  const reader = new JsonListReader(take);
  for await (const chunk of body) reader.push(chunk);
  return listSchema.parse(reader.end()).metadata;
}

async function* readEvents(
  body: AsyncIterable<Buffer>,
): AsyncIterable<WatchEvent> {
  for await (const line of jsonLines(body)) yield watchEventSchema.parse(line);
}
