/** Whether an image reference names that repository, whatever registry, tag or digest. */
export function hasRepository(image: string, repository: string): boolean {
  const bare = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return bare === repository || bare.endsWith(`/${repository}`);
}
