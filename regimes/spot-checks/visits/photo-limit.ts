/** The most bytes of a photo that the server takes; phones make them smaller before they keep them. */
export const mostPhotoBytes = 8 * 1024 * 1024;
