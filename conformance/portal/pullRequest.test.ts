import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { GitHubApi } from '../gitHost/GitHubApi';
import { eventually } from './eventually';
import { type Portal, startPortal } from './startPortal';

const demo = path.resolve(__dirname, '../../examples/clusters/demo');
const reviews = {
  cluster: 'demo',
  namespace: 'pod-ip-routing-permissive',
  name: 'reviews',
};
const file = 'clusters/demo/pod-ip-routing-permissive.yaml';

// The whole way round: what runs is what is in the repository, so that what is merged is seen to work.
describe('the template of the demo portal', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'pull-request-'));
  let github: GitHubApi;
  let portal: Portal;

  before(async () => {
    cpSync(demo, path.join(home, 'clusters/demo'), { recursive: true });
    github = await GitHubApi.start();
    github.repository.adopt(home);
    portal = await startPortal({
      name: 'pull-request-portal',
      clusters: [
        {
          name: 'demo',
          source: { type: 'manifests', path: path.join(home, 'clusters/demo') },
        },
      ],
      settings: {
        APP_CONFIG_integrations_github: JSON.stringify([
          { host: github.host, apiBaseUrl: github.url, token: GitHubApi.token },
        ]),
      },
    });
  });
  after(async () => {
    await portal?.stop();
    await github?.stop();
    rmSync(home, { recursive: true });
  });

  const post = async (api: string, body: unknown) => {
    const answer = await fetch(`${portal.url}/api/${api}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await guestToken(portal)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const get = async (api: string) => {
    const answer = await fetch(`${portal.url}/api/${api}`, {
      headers: { authorization: `Bearer ${await guestToken(portal)}` },
    });
    return answer.json();
  };
  /** Runs the template for a remedy to its end. */
  const runTemplate = async (remedy: string) => {
    const { body } = await eventually(
      'The template',
      () =>
        post('scaffolder/v2/tasks', {
          templateRef: 'template:default/apply-ingress-posture-remedy',
          values: {
            cluster: reviews.cluster,
            namespace: reviews.namespace,
            service: reviews.name,
            remedy,
            repoUrl: `${github.host}?owner=shop&repo=manifests`,
            path: 'clusters/demo',
          },
        }),
      ({ status }) => status === 201,
    );
    const task = `scaffolder/v2/tasks/${body.id}`;
    const { status } = await eventually(
      'The end of the task',
      () => get(task),
      one => !['open', 'processing'].includes(one.status),
    );
    return { status, story: JSON.stringify(await get(`${task}/events`)) };
  };
  const provenRemedy = async () => {
    const { posture } = await eventually(
      'The remedy',
      () => portal.api.getService(reviews),
      answer => answer.posture.remedies.length > 0,
    );
    assert.equal(posture.posture, 'plaintext');
    const proven = posture.remedies.find(one => one.standing === 'proven');
    assert.ok(proven);
    return proven;
  };

  it('opens a pull request with a proven remedy', async () => {
    const remedy = await provenRemedy();
    const { status, story } = await runTemplate(remedy.id);
    assert.equal(status, 'completed', story);
    assert.match(story, /pull\/1/);
    assert.deepEqual(
      github.pulls.map(({ base, head, title }) => ({ base, head, title })),
      [
        {
          base: 'main',
          head: `ingress-posture/${reviews.namespace}-${reviews.name}`,
          title: `${remedy.title} (${reviews.namespace}/${reviews.name})`,
        },
      ],
    );
    assert.match(github.pulls[0].body, /from `plaintext` to `permissive`/);
  });

  it('changes one line of one file: comments and everything else stay', () => {
    const git = gitOf(github);
    const change = git('diff', '--numstat', 'main', github.pulls[0].head);
    assert.equal(change, `1\t0\t${file}`);
    const [added, ...more] = git('diff', 'main', github.pulls[0].head)
      .split('\n')
      .filter(line => /^[-+] /.test(line));
    assert.deepEqual(more, []);
    assert.match(
      added,
      /^\+ {4}nginx\.ingress\.kubernetes\.io\/service-upstream: ["']true["']$/,
    );
    const branch = git('log', '--format=%s', `main..${github.pulls[0].head}`);
    assert.equal(branch, github.pulls[0].title);
  });

  it('brings its pull request up to date when it is run again', async () => {
    const git = gitOf(github);
    const tree = git('rev-parse', `${github.pulls[0].head}^{tree}`);
    const { status, story } = await runTemplate((await provenRemedy()).id);
    assert.equal(status, 'completed', story);
    assert.equal(github.pulls.length, 1);
    assert.equal(git('rev-parse', `${github.pulls[0].head}^{tree}`), tree);
  });

  it('tells who asks for a remedy that is none, which there are, and opens nothing', async () => {
    const { status, story } = await runTemplate('no-such');
    assert.equal(status, 'failed');
    assert.match(story, /no remedy no-such of Service .*There are: /);
    assert.equal(github.pulls.length, 1);
  });

  it('brings the service to what the remedy said, once it is merged', async () => {
    const git = gitOf(github);
    git('update-ref', 'refs/heads/main', github.pulls[0].head);
    execFileSync('git', ['pull', '--quiet', 'origin', 'main'], { cwd: home });
    const { posture } = await eventually(
      'The posture after the merge',
      () => portal.api.getService(reviews),
      answer => answer.posture.posture !== 'plaintext',
    );
    assert.equal(posture.posture, 'permissive');
  });
});

function gitOf({ repository }: GitHubApi) {
  return (...args: readonly string[]) => repository.git(...args);
}

async function guestToken({ url }: Portal): Promise<string> {
  const answer = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = (await answer.json()) as {
    readonly backstageIdentity: { readonly token: string };
  };
  return backstageIdentity.token;
}
