/** Whether an image reference names that repository, whatever registry, tag or digest. */
export function hasRepository(image: string, repository: string): boolean {
  const start = endOfName(image) - repository.length;
  return (
    image.startsWith(repository, start) &&
    (start === 0 || image[start - 1] === '/')
  );
}

/** Where the name ends: before a digest, and before a tag, which has no slash behind it. */
function endOfName(image: string): number {
  const digest = image.indexOf('@');
  const end = digest < 0 ? image.length : digest;
  const tag = image.lastIndexOf(':', end - 1);
  return tag > image.lastIndexOf('/', end - 1) ? tag : end;
}
