import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { BareRepository, type TreeEntry } from './BareRepository';

/** A pull request as it was opened. */
export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  /** Its branch. */
  readonly head: string;
}

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

type Body = Readonly<Record<string, any>>;
type Handler = (match: RegExpExecArray, body: Body) => Answer;

/**
 * The part of GitHub's REST API with which a repository is fetched and a pull request opened, over one bare git
 * repository, on the loopback address. What needs a token is refused without it, what is not there is a 404.
 */
export class GitHubApi {
  static readonly token = 'a-token-of-the-test';
  readonly repository = new BareRepository();
  readonly pulls: PullRequest[] = [];
  readonly #server: Server;
  readonly #routes: readonly (readonly [string, RegExp, Handler])[];

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status = 200, body }) => {
        const isFile = Buffer.isBuffer(body);
        response.writeHead(status, {
          'content-type': isFile ? 'application/x-gzip' : 'application/json',
        });
        response.end(isFile ? body : JSON.stringify(body));
      });
    });
    const repo = String.raw`^/api/v3/repos/shop/manifests`;
    this.#routes = [
      ['GET', new RegExp(`${repo}$`), () => ({ body: this.#about() })],
      ['GET', new RegExp(`${repo}/commits/(.+)/status`), this.#status],
      ['GET', new RegExp(`${repo}/commits\\?.*sha=([^&]+)`), this.#commits],
      ['GET', new RegExp(`${repo}/tarball/(\\w+)$`), this.#tarball],
      ['POST', new RegExp(`${repo}/git/blobs$`), this.#blob],
      ['POST', new RegExp(`${repo}/git/trees$`), this.#tree],
      ['POST', new RegExp(`${repo}/git/commits$`), this.#commit],
      ['POST', new RegExp(`${repo}/git/refs$`), this.#ref],
      ['PATCH', new RegExp(`${repo}/git/refs/(.+)$`), this.#movedRef],
      ['POST', new RegExp(`${repo}/pulls$`), this.#pull],
      ['PATCH', new RegExp(`${repo}/pulls/(\\d+)$`), this.#changedPull],
      ['POST', /^\/api\/graphql$/, this.#graphql],
    ];
  }

  static async start(): Promise<GitHubApi> {
    const api = new GitHubApi();
    api.#server.listen(0, '127.0.0.1');
    await once(api.#server, 'listening');
    return api;
  }

  /** "localhost:12345", as Backstage names a host. */
  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/api/v3`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    this.repository.remove();
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const { method, url = '', headers } = request;
    const content = (await buffer(request)).toString('utf8');
    if (!headers.authorization?.endsWith(` ${GitHubApi.token}`)) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    for (const [own, path, handler] of this.#routes) {
      const match = method === own ? path.exec(url) : null;
      if (match) return handler.call(this, match, JSON.parse(content || '{}'));
    }
    return { status: 404, body: { message: `Not Found: ${method} ${url}` } };
  }

  #about() {
    return {
      default_branch: 'main',
      permissions: { push: true },
      archive_url: `${this.url}/repos/shop/manifests/{archive_format}{/ref}`,
      trees_url: `${this.url}/repos/shop/manifests/git/trees{/sha}`,
    };
  }

  #status([, ref]: RegExpExecArray): Answer {
    const sha = this.repository.commit(ref);
    return sha
      ? { body: { sha, repository: this.#about() } }
      : { status: 404, body: { message: 'Not Found' } };
  }

  #commits([, ref]: RegExpExecArray): Answer {
    const sha = this.repository.commit(decodeURIComponent(ref));
    if (!sha) return { status: 404, body: { message: 'Not Found' } };
    const tree = this.repository.git('rev-parse', `${sha}^{tree}`);
    return { body: [{ sha, commit: { tree: { sha: tree } } }] };
  }

  #tarball([, sha]: RegExpExecArray): Answer {
    return { body: this.repository.tarball(sha) };
  }

  #blob(_: RegExpExecArray, { content, encoding }: Body): Answer {
    const sha = this.repository.writeBlob(Buffer.from(content, encoding));
    return { status: 201, body: { sha } };
  }

  #tree(_: RegExpExecArray, { base_tree: base, tree }: Body): Answer {
    const entries: TreeEntry[] = tree.map((one: Body) => ({
      path: one.path,
      mode: one.mode,
      sha:
        typeof one.content === 'string'
          ? this.repository.writeBlob(Buffer.from(one.content))
          : one.sha,
    }));
    return {
      status: 201,
      body: { sha: this.repository.writeTree(base, entries) },
    };
  }

  #commit(_: RegExpExecArray, { tree, parents, message }: Body): Answer {
    const sha = this.repository.writeCommit(tree, parents, message);
    return { status: 201, body: { sha } };
  }

  #ref(_: RegExpExecArray, { ref, sha }: Body): Answer {
    this.repository.git('update-ref', ref, sha);
    return { status: 201, body: { ref } };
  }

  #movedRef([, name]: RegExpExecArray, { sha }: Body): Answer {
    const ref = `refs/${decodeURIComponent(name)}`;
    this.repository.git('update-ref', ref, sha);
    return { body: { ref } };
  }

  #pull(_: RegExpExecArray, { title, body, base, head }: Body): Answer {
    const number = this.pulls.length + 1;
    const branch = String(head).replace(/^[^:]*:/, '');
    this.pulls.push({ number, title, body, base, head: branch });
    return { status: 201, body: this.#described(this.pulls[number - 1]) };
  }

  #changedPull([, number]: RegExpExecArray, { title, body }: Body): Answer {
    const at = Number(number) - 1;
    this.pulls[at] = { ...this.pulls[at], title, body };
    return { body: this.#described(this.pulls[at]) };
  }

  #described({ number, base }: PullRequest) {
    const address = `http://${this.host}/shop/manifests/pull/${number}`;
    return {
      id: `${number}`,
      number,
      url: address,
      html_url: address,
      base: { ref: base },
    };
  }

  /** Asked once: whether the branch is there, and its open pull request. None is ever closed here. */
  #graphql(_: RegExpExecArray, { variables }: Body): Answer {
    const isThere = this.repository.commit(variables.head) !== undefined;
    const edges = this.pulls
      .filter(({ head }) => head === variables.head)
      .map(one => ({ node: this.#described(one) }));
    const ref = isThere ? { associatedPullRequests: { edges } } : null;
    return { body: { data: { repository: { ref } } } };
  }
}
