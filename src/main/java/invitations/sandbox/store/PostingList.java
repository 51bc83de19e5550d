package invitations.sandbox.store;

import java.util.Arrays;

/** Positions of invitations in ascending order, each once, in little memory. For one thread at a time. */
final class PostingList {
    private int[] positions = new int[1];
    private int size;

    int size() {
        return size;
    }

    int get(int i) {
        return positions[i];
    }

    boolean contains(int position) {
        return search(position) >= 0;
    }

    void add(int position) {
        int found = search(position);
        if (found >= 0) {
            return;
        }
        int at = -found - 1;
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
        }
        System.arraycopy(positions, at, positions, at + 1, size - at);
        positions[at] = position;
        size++;
    }

    void remove(int position) {
        int at = search(position);
        if (at >= 0) {
            size--;
            System.arraycopy(positions, at + 1, positions, at, size - at);
        }
    }

    private int search(int position) {
        return Arrays.binarySearch(positions, 0, size, position);
    }
}
