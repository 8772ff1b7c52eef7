// Two pictures laid over each other: which part of one the other shows, either way round, and how far their details agree
// there.
#include "details.h"

enum { COARSE = 12, MIDDLE = 24, STARTS = 6, ENDS = 3, MOST_WINDOWS = 128, VIEWS = 2 };

// One picture's box that the whole of the other's view may show.
typedef struct {
    float likeness;
    int picture, view, turned;
    Box box;
} Fit;

// The picture within its border, where it has one: what is of one colour from a side on.
CK_INLINE int spread(const uint8_t *grey, int count, int stride) {
    int low = 255, high = 0;
    for (int i = 0; i < count; i++) {
        int value = grey[i * stride];
        low = value < low ? value : low, high = value > high ? value : high;
    }
    return high - low;
}

CK_INLINE int trim(const uint8_t *grey, Box *box) {
    enum { SIDE = CK_SKETCH_SIDE, LEAST = SIDE / 3, NOISE = 10 };
    int left = 0, top = 0, right = SIDE, bottom = SIDE;
    while (bottom - top > LEAST && spread(grey + top * SIDE + left, right - left, 1) <= NOISE) top++;
    while (bottom - top > LEAST && spread(grey + (bottom - 1) * SIDE + left, right - left, 1) <= NOISE) bottom--;
    while (right - left > LEAST && spread(grey + top * SIDE + left, bottom - top, SIDE) <= NOISE) left++;
    while (right - left > LEAST && spread(grey + top * SIDE + right - 1, bottom - top, SIDE) <= NOISE) right--;
    *box = (Box){(float)left, (float)top, (float)right, (float)bottom};
    return left > 1 || top > 1 || right < SIDE - 1 || bottom < SIDE - 1;
}

// The windows that are tried first, in parts of a view: of five extents, upright ones and flat ones, at nine places each.
CK_INLINE int grid(Box *windows) {
    int count = 0;
    for (int size = 0; size < 5; size++)
        for (int taller = -1; taller <= 1; taller++) {
            float width = 1 - .07f * (float)size, height = width + .07f * (float)taller;
            if (height > 1.001f || height < .7f) continue;
            int columns = size == 0 ? 1 : 3, rows = height > .999f ? 1 : 3;
            for (int place = 0; place < columns * rows; place++) {
                float left = columns == 1 ? 0 : (1 - width) * (float)(place % columns) / 2;
                float top = rows == 1 ? 0 : (1 - height) * (float)(place / columns) / 2;
                windows[count++] = (Box){left, top, fminf(1, left + width), fminf(1, top + height)};
            }
        }
    return count;
}

CK_INLINE int is_near(Fit a, Fit b, float apart) {
    if (a.picture != b.picture || a.view != b.view || a.turned != b.turned) return 0;
    return fabsf(a.box.left - b.box.left) < apart && fabsf(a.box.top - b.box.top) < apart &&
           fabsf(a.box.right - b.box.right) < apart && fabsf(a.box.bottom - b.box.bottom) < apart;
}

// Into a list of at most `most`, the likest first, of which no two have all sides within `apart` pixels of each other's. What
// is near and likelier comes before what is near and less so: it is met before anything is moved.
CK_INLINE void insert(Fit *list, int *count, int most, float apart, Fit fit) {
    if (*count == most && list[most - 1].likeness >= fit.likeness) return;
    int kept = 0;
    for (int i = 0; i < *count; i++) {
        if (is_near(list[i], fit, apart)) {
            if (list[i].likeness >= fit.likeness) return;
        } else {
            list[kept++] = list[i];
        }
    }
    int at = kept < most ? kept : most - 1;
    *count = at + 1;
    for (; at > 0 && list[at - 1].likeness < fit.likeness; at--) list[at] = list[at - 1];
    list[at] = fit;
}

// Moves the sides of a fit, one at a time and by halved steps, as long as the likeness grows.
CK_INLINE void climb(const float *table, const float *unit, int n, float step, float last, Fit *fit) {
    const float side = CK_SKETCH_SIDE, least = .3f * side;
    float cells[CELLS];
    look(table, fit->box, n, cells);
    fit->likeness = correlation(cells, unit, n * n);
    while (step >= last) {
        int grew = 0;
        for (int move = 0; move < 8; move++) {
            Box box = fit->box;
            float *edges[4] = {&box.left, &box.top, &box.right, &box.bottom};
            *edges[move / 2] += move % 2 ? -step : step;
            if (box.left < 0 || box.top < 0 || box.right > side || box.bottom > side) continue;
            if (box.right - box.left < least || box.bottom - box.top < least) continue;
            look(table, box, n, cells);
            float likeness = correlation(cells, unit, n * n);
            if (likeness > fit->likeness) fit->likeness = likeness, fit->box = box, grew = 1;
        }
        if (!grew) step /= 2;
    }
}

CK_INLINE float ck_overlay_body(const uint8_t *a, const uint8_t *b) {
    const uint8_t *pictures[2] = {a, b};
    float tables[2][TABLE];
    Box views[2][VIEWS], windows[MOST_WINDOWS];
    int count[2];
    const int all = grid(windows);
    for (int p = 0; p < 2; p++) {
        sum_up(pictures[p], tables[p]);
        views[p][0] = (Box){0, 0, CK_SKETCH_SIDE, CK_SKETCH_SIDE};
        count[p] = 1 + trim(pictures[p], &views[p][1]);
    }

    Fit starts[STARTS], ends[ENDS];
    int begun = 0, ended = 0;
    for (int p = 0; p < 2; p++) {
        float units[2 * VIEWS][COARSE * COARSE], cells[COARSE * COARSE];
        const int sides = 2 * count[1 - p];
        for (int i = 0; i < sides; i++) look_at_unit(tables[1 - p], views[1 - p][i / 2], i % 2, COARSE, units[i]);
        for (int w = 0; w < count[p] * all; w++) {
            const Box view = views[p][w / all], part = windows[w % all];
            const float width = view.right - view.left, height = view.bottom - view.top;
            const Box box = {view.left + part.left * width, view.top + part.top * height,
                             view.left + part.right * width, view.top + part.bottom * height};
            look(tables[p], box, COARSE, cells);
            for (int i = 0; i < sides; i++) {
                Fit fit = {correlation(cells, units[i], COARSE * COARSE), p, i / 2, i % 2, box};
                // Of pictures that show the same one in two hundred is less alike, of others two in five.
                if (fit.likeness >= .8f) insert(starts, &begun, STARTS, 14, fit);
            }
        }
    }

    float unit[CELLS], cells[CELLS];
    for (int i = 0; i < begun; i++) {
        Fit fit = starts[i];
        look_at_unit(tables[1 - fit.picture], views[1 - fit.picture][fit.view], fit.turned, MIDDLE, unit);
        climb(tables[fit.picture], unit, MIDDLE, 6, 1.4f, &fit);
        insert(ends, &ended, ENDS, 3, fit);
    }
    float best = 0;
    for (int i = 0; i < ended; i++) {
        Fit fit = ends[i];
        look_at_unit(tables[1 - fit.picture], views[1 - fit.picture][fit.view], fit.turned, MIDDLE, unit);
        climb(tables[fit.picture], unit, MIDDLE, 1.5f, .37f, &fit);
        look_at_unit(tables[1 - fit.picture], views[1 - fit.picture][fit.view], fit.turned, MOST_CELLS, unit);
        look(tables[fit.picture], fit.box, MOST_CELLS, cells);
        keep_details(cells);
        keep_details(unit);
        best = fmaxf(best, agreement(cells, unit));
    }
    return best;
}
KERNEL(float, return, ck_overlay, (const uint8_t *a, const uint8_t *b), (a, b))
