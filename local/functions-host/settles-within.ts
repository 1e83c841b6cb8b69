/** Whether a promise is settled within `limit` milliseconds. */
export async function settlesWithin(limit: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), limit)));
  const settled = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, tooLate]);
  clearTimeout(timer);
  return inTime;
}
