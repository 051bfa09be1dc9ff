import { createMockDirectory } from '@backstage/backend-test-utils';
import { rm } from 'node:fs/promises';
import { RecordingSink } from '../../__testUtils__/RecordingSink';
import { ManifestsSource } from './ManifestsSource';

const service = (name: string, port = 80) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ port: ${port} }] }\n---\n`;

describe('ManifestsSource', () => {
  const folder = createMockDirectory();
  let stop: () => Promise<void>;

  async function start(files: Record<string, string>) {
    folder.setContent(files);
    const sink = new RecordingSink();
    const controller = new AbortController();
    const ended = new ManifestsSource(folder.path)
      .start(sink, controller.signal)
      .catch(error => sink.failed(`ended: ${error.message}`));
    stop = async () => {
      controller.abort();
      await ended;
    };
    await sink.until(() => sink.health !== 'none');
    return sink;
  }

  afterEach(() => stop());

  it('hands over the objects of all files, also those in folders', async () => {
    const sink = await start({
      'cart.yaml': service('cart'),
      'sub/web.yml': service('web'),
      'notes.txt': 'not YAML: [',
      '.data/cart.yaml': service('hidden'),
    });
    expect(sink.health).toBe('synced');
    expect(sink.names).toEqual(['Service shop/cart', 'Service shop/web']);
  });

  it('hands over only what changed in a changed file', async () => {
    const sink = await start({ 'all.yaml': service('cart') + service('web') });
    sink.forget();
    folder.addContent({ 'all.yaml': service('cart', 81) + service('web') });
    await sink.until(() => sink.log.length > 0);
    expect(sink.log).toEqual(['upsert Service shop/cart']);
  });

  it('removes what left a changed file, and what a deleted file held', async () => {
    const sink = await start({
      'all.yaml': service('cart') + service('web'),
      'other.yaml': service('pay'),
    });
    folder.addContent({ 'all.yaml': service('web') });
    await rm(folder.resolve('other.yaml'));
    await sink.until(() => sink.names.length === 1);
    expect(sink.names).toEqual(['Service shop/web']);
  });

  it('takes up an added file', async () => {
    const sink = await start({ 'cart.yaml': service('cart') });
    folder.addContent({ 'web.yaml': service('web') });
    await sink.until(() => sink.names.length === 2);
    expect(sink.names).toEqual(['Service shop/cart', 'Service shop/web']);
  });

  it('keeps an object that is still in another file', async () => {
    const sink = await start({
      'one.yaml': service('cart', 1),
      'two.yaml': service('cart', 2),
    });
    sink.forget();
    await rm(folder.resolve('two.yaml'));
    await sink.until(() => sink.log.length > 0);
    expect(sink.log).toEqual(['upsert Service shop/cart']);
  });

  it('keeps what a broken file held, and says where it is broken until it is corrected', async () => {
    const sink = await start({ 'cart.yaml': service('cart') });
    folder.addContent({ 'cart.yaml': `${service('cart')}kind: [` });
    await sink.until(() => sink.health === 'failed');
    expect(sink.names).toEqual(['Service shop/cart']);
    expect(sink.message).toMatch(
      /^cart\.yaml, document 2, line \d+: .*What was last read from this file is used/,
    );
    folder.addContent({ 'cart.yaml': service('cart', 82) });
    await sink.until(() => sink.health === 'synced');
  });

  it('names the first of many broken files, and how many more there are', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const sink = await start(
      Object.fromEntries(names.map(name => [`${name}.yaml`, 'kind: ['])),
    );
    expect(sink.message).toMatch(
      /^a\.yaml, .*; b\.yaml, .*; c\.yaml, .*; and 2 more\. What was last read from these files/,
    );
  });

  it('says in which file an object is, and on which line, when that alone changes', async () => {
    const sink = await start({
      'sub/all.yaml': service('cart') + service('web'),
    });
    expect(sink.places.get('Service shop/web')).toEqual({
      file: 'sub/all.yaml',
      line: 6,
    });
    folder.addContent({
      'sub/all.yaml': `# ours\n${service('cart')}${service('web')}`,
    });
    await sink.until(() => sink.places.get('Service shop/web')?.line === 7);
  });

  it('ends when the folder goes away, without calling its objects deleted', async () => {
    const sink = await start({ 'cart.yaml': service('cart') });
    await rm(folder.path, { recursive: true });
    await sink.until(() => sink.health === 'failed');
    expect(sink.message).toBe(
      `ended: There is no folder ${folder.path}. Create it, or change the path of this cluster's source in the config.`,
    );
    expect(sink.names).toEqual(['Service shop/cart']);
  });
});
