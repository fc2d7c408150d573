const longest = 2000;
const mostBytes = 600_000;

const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));

/**
 * A photo made small enough to keep and to send: at most 2000 pixels and 600 kB. Nothing where it can't be read. Only one photo is held in
 * memory at a time, whatever its size.
 */
export const shrink = async (file: Blob): Promise<ArrayBuffer | undefined> => {
  let bitmap: ImageBitmap | undefined;
  try {
    bitmap = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    for (let scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height)); scale > 0.02; scale *= 0.7) {
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      for (const quality of [0.85, 0.7, 0.55]) {
        const blob = await jpegOf(canvas, quality);
        if (blob && blob.size <= mostBytes) return await blob.arrayBuffer();
      }
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    bitmap?.close();
  }
};

/** Where the phone is, where it says so within a few seconds; as the server takes it. */
export const position = (): Promise<Readonly<Record<string, string>>> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitude: coords.latitude.toFixed(6),
          longitude: coords.longitude.toFixed(6),
          accuracy: coords.accuracy.toFixed(0),
        }),
      () => resolve({}),
      { timeout: 5000, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });
