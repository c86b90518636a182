<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> and beyond</source>
        <translation> und darüber hinaus</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> fps</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source> frames a second</source>
        <translation> Bilder pro Sekunde</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) since start</source>
        <translation>
            <numerusform>%n Verbindung seit dem Start</numerusform>
            <numerusform>%n Verbindungen seit dem Start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not used</source>
        <comment>dialog</comment>
        <translation>
            <numerusform>%n Datei wurde nicht verwendet</numerusform>
            <numerusform>%n Dateien wurden nicht verwendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not used: see why</source>
        <translation>
            <numerusform>%n Datei nicht verwendet: Grund ansehen</numerusform>
            <numerusform>%n Dateien nicht verwendet: Gründe ansehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) skipped</source>
        <translation>
            <numerusform>%n Datei übergangen</numerusform>
            <numerusform>%n Dateien übergangen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s){size}.</source>
        <translation>
            <numerusform>%n Bild{size}.</numerusform>
            <numerusform>%n Bilder{size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series so far.</source>
        <translation>
            <numerusform>Bisher %n Serie.</numerusform>
            <numerusform>Bisher %n Serien.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s) not read</source>
        <translation>
            <numerusform>%n Schicht ist nicht gelesen</numerusform>
            <numerusform>%n Schichten sind nicht gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>Ü&amp;ber PhysNet Viewer</translation>
    </message>
    <message>
        <source>&amp;Add key</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>&amp;Winkel</translation>
    </message>
    <message>
        <source>&amp;Auto brightness</source>
        <translation>&amp;Automatische Helligkeit</translation>
    </message>
    <message>
        <source>&amp;Cancel what is under way</source>
        <translation>Laufendes a&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>Tasten ä&amp;ndern…</translation>
    </message>
    <message>
        <source>&amp;Cine: run through the slices</source>
        <translation>&amp;Cine: durch die Schichten laufen</translation>
    </message>
    <message>
        <source>&amp;Compare with another scan…</source>
        <translation>Mit anderer Aufnahme &amp;vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Delete measurement</source>
        <translation>Messung lö&amp;schen</translation>
    </message>
    <message>
        <source>&amp;Difference to what is compared</source>
        <translation>Differenz zum &amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;Draw the measurements of this slice ({count})</source>
        <translation>Messungen dieser Schicht &amp;einzeichnen ({count})</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Ellipse: mean, SD, area</source>
        <translation>&amp;Ellipse: Mittelwert, SD, Fläche</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;First slice</source>
        <translation>&amp;Erste Schicht</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;Fit to a later scan…</source>
        <translation>An spätere &amp;Aufnahme anpassen…</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Navigation</translation>
    </message>
    <message>
        <source>&amp;Go to image</source>
        <translation>&amp;Zum Bild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>B&amp;ild</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Invertieren</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache (Language)</translation>
    </message>
    <message>
        <source>&amp;Last slice</source>
        <translation>&amp;Letzte Schicht</translation>
    </message>
    <message>
        <source>&amp;Learned | tweaked</source>
        <translation>&amp;Gelernt | geändert</translation>
    </message>
    <message>
        <source>&amp;List of measurements…</source>
        <translation>L&amp;iste der Messungen…</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>&amp;Model card</source>
        <translation>&amp;Modellkarte</translation>
    </message>
    <message>
        <source>&amp;Next measurement</source>
        <translation>&amp;Nächste Messung</translation>
    </message>
    <message>
        <source>&amp;Next slice</source>
        <translation>&amp;Nächste Schicht</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>&amp;Pin this growth as scenario</source>
        <translation>Wachstum als &amp;Szenario festhalten</translation>
    </message>
    <message>
        <source>&amp;Previous slice</source>
        <translation>&amp;Vorige Schicht</translation>
    </message>
    <message>
        <source>&amp;Privacy view</source>
        <translation>&amp;Anonyme Ansicht</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Lineal</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Save measurements as CSV…</source>
        <translation>Messungen als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>&amp;Save session</source>
        <translation>Sitzung &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>&amp;Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&apos;Unsure&apos; is uncertain (too little confidence) or out of range (unlike the training pictures): no class is presented as an answer. Slice by slice: `g` glioma, `m` meningioma, `p` pituitary tumor, `.` no tumor, `?` uncertain, `x` out of range. Slices of `growth` have at least 300 pixels of enhancing tumor; their patients were kept out of training.</source>
        <translation>&apos;Unsicher&apos; heißt zu wenig Sicherheit oder außerhalb des Bereichs (den Trainingsbildern unähnlich): Keine Klasse wird als Antwort gezeigt. Schicht für Schicht: `g` Gliom, `m` Meningeom, `p` Hypophysentumor, `.` kein Tumor, `?` zu unsicher, `x` außerhalb des Bereichs. Schichten von `growth` haben mindestens 300 Pixel anreichernden Tumor; ihre Patienten wurden vom Training ausgenommen.</translation>
    </message>
    <message>
        <source>, D {diffusion_number:.3g} cell²/step, ρ {growth_number:.3g}/step</source>
        <translation>, D {diffusion_number:.3g} Zelle²/Schritt, ρ {growth_number:.3g}/Schritt</translation>
    </message>
    <message>
        <source>, and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>, image of {side} pixels</source>
        <translation>, Bild mit {side} Pixeln</translation>
    </message>
    <message>
        <source>, in 3-D</source>
        <translation>, in 3-D</translation>
    </message>
    <message>
        <source>, two images of {side} pixels</source>
        <translation>, zwei Bilder mit {side} Pixeln</translation>
    </message>
    <message>
        <source>1 picture of 1 patient</source>
        <translation>1 Bild von 1 Patienten</translation>
    </message>
    <message>
        <source>1/day</source>
        <translation>1/Tag</translation>
    </message>
    <message>
        <source>1/step</source>
        <translation>1/Schritt</translation>
    </message>
    <message>
        <source>10 slices back</source>
        <translation>10 Schichten zurück</translation>
    </message>
    <message>
        <source>10 slices on</source>
        <translation>10 Schichten vor</translation>
    </message>
    <message>
        <source>2-D or 3-D</source>
        <translation>2-D oder 3-D</translation>
    </message>
    <message>
        <source>2-D, slice {slice}</source>
        <translation>2-D, Schicht {slice}</translation>
    </message>
    <message>
        <source>2√(Dρ) is the speed that a front approaches after a long time; over few steps the measured one differs.</source>
        <translation>2√(Dρ) ist die Geschwindigkeit, der sich eine Front nach langer Zeit nähert; über wenige Schritte weicht die gemessene ab.</translation>
    </message>
    <message>
        <source>2√(Dρ), asymptotic</source>
        <translation>2√(Dρ), asymptotisch</translation>
    </message>
    <message>
        <source>2√(Dρ), the speed that the front approaches after a long time in free space (asymptotic):
a few steps on a coarse grid stay below it. A diameter grows at twice this speed.
Reported diameters: low-grade glioma 4.1 mm/year (Mandonnet 2003), high-grade 51.6 (Fan 2020).</source>
        <translation>2√(Dρ), die Geschwindigkeit, der sich die Front nach langer Zeit im freien Raum nähert (asymptotisch):
wenige Schritte auf einem groben Raster bleiben darunter. Ein Durchmesser wächst doppelt so schnell.
Berichtete Durchmesser: niedriggradiges Gliom 4.1 mm/Jahr (Mandonnet 2003), hochgradiges 51.6 (Fan 2020).</translation>
    </message>
    <message>
        <source>3-D</source>
        <translation>3-D</translation>
    </message>
    <message>
        <source>&lt;b&gt;Research use only. Not a medical device.&lt;/b&gt; It must not be used for diagnosis or treatment. Everything is computed on this machine; nothing is sent anywhere.</source>
        <translation>&lt;b&gt;Nur für Forschungszwecke. Kein Medizinprodukt.&lt;/b&gt; Nicht für Diagnose oder Behandlung verwenden. Alles wird auf diesem Rechner berechnet; nichts wird versendet.</translation>
    </message>
    <message>
        <source>A DICOM segmentation needs the place of the slice in the patient, which this file does not give: export NIfTI instead.</source>
        <translation>Eine DICOM-Segmentierung braucht die Lage der Schicht im Patienten, die diese Datei nicht angibt: Exportieren Sie stattdessen NIfTI.</translation>
    </message>
    <message>
        <source>A GPU is faster and gives the same answers within rounding</source>
        <translation>Eine GPU ist schneller und liefert bis auf Rundung dieselben Ergebnisse</translation>
    </message>
    <message>
        <source>A distance in mm: drag from end to end, or set both ends with arrow keys and Enter</source>
        <translation>Strecke in mm: von Ende zu Ende ziehen oder beide Enden mit Pfeiltasten und Eingabetaste setzen</translation>
    </message>
    <message>
        <source>A fault ended PhysNet Viewer. This report helps to mend it: it holds the places in the program where it was, no image, name, path or identifier, and goes nowhere unless you save it and send it.</source>
        <translation>Ein Fehler hat PhysNet Viewer beendet. Dieser Bericht hilft, ihn zu beheben: Er enthält die Stellen im Programm, aber kein Bild, keinen Namen, keinen Pfad und keine Kennung, und geht nirgendwohin, solange Sie ihn nicht speichern und verschicken.</translation>
    </message>
    <message>
        <source>A larger D goes with a smaller ρ.</source>
        <translation>Zu einem größeren D gehört ein kleineres ρ.</translation>
    </message>
    <message>
        <source>A mosaic of slices in one picture; the file does not say how many, so it is shown whole.</source>
        <translation>Ein Mosaik von Schichten in einem Bild; die Datei sagt nicht, wie viele es sind, deshalb wird es ganz gezeigt.</translation>
    </message>
    <message>
        <source>A picture carries no position and no pixel size.</source>
        <translation>Ein einfaches Bild enthält weder Lage noch Pixelgröße.</translation>
    </message>
    <message>
        <source>A scan of DICOM, NIfTI or picture files; everything in the folder is listed as series</source>
        <translation>Aufnahme aus DICOM-, NIfTI- oder Bilddateien; alles im Ordner wird als Serie aufgeführt</translation>
    </message>
    <message>
        <source>A synthetic brain with a tumor grown by the same equation; no patient</source>
        <translation>Ein synthetisches Gehirn mit einem Tumor, der nach derselben Gleichung gewachsen ist; kein Patient</translation>
    </message>
    <message>
        <source>A synthetic scan that comes with the program, with a tumor whose truth is known</source>
        <translation>Mitgelieferte synthetische Aufnahme mit einem Tumor, dessen wahre Werte bekannt sind</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>About PhysNet Viewer</source>
        <translation>Über PhysNet Viewer</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy on the test part of `clean` after each kind of damage, from barely visible (1) to severe (5); see `physnet_core/learning/corruptions.py` for what they are.</source>
        <translation>Genauigkeit auf dem Testteil von `clean` nach jeder Art von Schaden, von kaum sichtbar (1) bis schwer (5); was sie sind, steht in `physnet_core/learning/corruptions.py`.</translation>
    </message>
    <message>
        <source>All fields that the file of this slice holds; what names the patient is hidden at first</source>
        <translation>Alle Felder der Datei dieser Schicht; was den Patienten nennt, ist zunächst verborgen</translation>
    </message>
    <message>
        <source>All keys are as at first.</source>
        <translation>Alle Tasten sind wie am Anfang.</translation>
    </message>
    <message>
        <source>All trained by `tools/reproduce.sh` from random weights on the same pictures: 12 epochs at 128 pixels, with the same augmentation and learning rate. Figures are means over seeds; PhysNet&apos;s lead is paired by patient, with a 95 % interval over patients, and over seeds where both have several; `A+B+C` is a soft vote. Where the interval holds 0, the lead may be chance. The VGGs hardly learn at the common rate; they had a tenth of it, the best for VGG16 of three on the validation part.</source>
        <translation>Alle mit `tools/reproduce.sh` von zufälligen Gewichten aus auf denselben Bildern trainiert: 12 Epochen bei 128 Pixeln, mit denselben Veränderungen der Bilder und derselben Lernrate. Zahlen sind Mittel über Startwerte; der Vorsprung von PhysNet ist je Patient gepaart, mit einem 95-%-Intervall über Patienten, und über Startwerte, wo beide mehrere haben; `A+B+C` ist eine Abstimmung nach Wahrscheinlichkeiten. Wo das Intervall 0 enthält, kann der Vorsprung Zufall sein. Die VGGs lernen bei der gemeinsamen Rate kaum; sie hatten ein Zehntel davon, für VGG16 die beste von dreien auf dem Validierungsteil.</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Angle: drag one arm, click the other, or press Enter</source>
        <translation>Winkel: einen Schenkel ziehen, den anderen anklicken, oder Eingabetaste</translation>
    </message>
    <message>
        <source>Another scan beside this one, of the same patient earlier or later</source>
        <translation>Eine zweite Aufnahme daneben, etwa desselben Patienten früher oder später</translation>
    </message>
    <message>
        <source>Architecture: {network} with density, growth and gate heads; physics as a penalty on the output only, {steps} PDE steps</source>
        <translation>Aufbau: {network} mit Köpfen für Dichte, Wachstum und Tor; Physik nur als Strafterm am Ausgang, {steps} Schritte der Differentialgleichung</translation>
    </message>
    <message>
        <source>Architecture: {network} with density, growth and gate heads; physics inside the features, {steps} PDE steps</source>
        <translation>Aufbau: {network} mit Köpfen für Dichte, Wachstum und Tor; Physik in den Merkmalen, {steps} Schritte der Differentialgleichung</translation>
    </message>
    <message>
        <source>Architecture: {network} with density, growth and gate heads; physics left out (the density stands still), {steps} PDE steps</source>
        <translation>Aufbau: {network} mit Köpfen für Dichte, Wachstum und Tor; ohne Physik (die Dichte steht still), {steps} Schritte der Differentialgleichung</translation>
    </message>
    <message>
        <source>Architecture: {network}, a rival without density</source>
        <translation>Aufbau: {network}, ein Vergleichsnetz ohne Dichte</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Area at the start, {unit}</source>
        <translation>Fläche am Anfang, {unit}</translation>
    </message>
    <message>
        <source>Area at {end}, {unit}</source>
        <translation>Fläche bei {end}, {unit}</translation>
    </message>
    <message>
        <source>Area doubles in, {unit}</source>
        <translation>Fläche verdoppelt sich in, {unit}</translation>
    </message>
    <message>
        <source>Area on this slice at {end}, mm²</source>
        <translation>Fläche in dieser Schicht bei {end}, mm²</translation>
    </message>
    <message>
        <source>Area over time</source>
        <translation>Fläche im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Area with density of at least 0.5. Click, or drag the line, to move through time. The band shows how much the area differs when the slice is mirrored, turned by 6°, scaled by 6 % or made brighter.</source>
        <translation>Fläche mit einer Dichte von mindestens 0.5. Klicken oder die Linie ziehen, um durch die Zeit zu gehen. Das Band zeigt, wie sehr sich die Fläche ändert, wenn die Schicht gespiegelt, um 6° gedreht, um 6 % skaliert oder aufgehellt wird.</translation>
    </message>
    <message>
        <source>Area with density of at least {threshold:g}, at the shown time</source>
        <translation>Fläche mit einer Dichte von mindestens {threshold:g} zum gezeigten Zeitpunkt</translation>
    </message>
    <message>
        <source>As it was (persistence)</source>
        <translation>Unverändert (Persistenz)</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Asking the network…</source>
        <translation>Das Netz wird befragt…</translation>
    </message>
    <message>
        <source>Assumed days per step</source>
        <translation>Angenommene Tage pro Schritt</translation>
    </message>
    <message>
        <source>At full size and schedule</source>
        <translation>Bei voller Größe und vollem Verlauf</translation>
    </message>
    <message>
        <source>At {values}: still {name}, {percent} – {caveat}.</source>
        <translation>Bei {values}: weiterhin {name}, {percent} – {caveat}.</translation>
    </message>
    <message>
        <source>At {values}: {name}, {percent} – {caveat}.</source>
        <translation>Bei {values}: {name}, {percent} – {caveat}.</translation>
    </message>
    <message>
        <source>Averaged with the weights of: {seeds}</source>
        <translation>Gemittelt mit den Gewichten von: {seeds}</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Axial, coronal and sagittal, with a cross-hair that leads from one to the others</source>
        <translation>Axial, koronal und sagittal, mit einem Fadenkreuz, das von einer Ebene zu den anderen führt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the density that the network saw (t = 0)</source>
        <translation>Zurück zu der Dichte, die das Netz gesehen hat (t = 0)</translation>
    </message>
    <message>
        <source>Back to what the network learned for this slice
{known}</source>
        <translation>Zurück zu dem, was das Netz für diese Schicht gelernt hat
{known}</translation>
    </message>
    <message>
        <source>Bioinformatics of the Brain, p. 146; white : grey 5</source>
        <translation>Bioinformatics of the Brain, S. 146; weiß : grau 5</translation>
    </message>
    <message>
        <source>Black at</source>
        <translation>Schwarz bei</translation>
    </message>
    <message>
        <source>Blended with the weights before: {part} of them</source>
        <translation>Gemischt mit den Gewichten davor: {part} von ihnen</translation>
    </message>
    <message>
        <source>Both parameters as one point, with what others report for glioma</source>
        <translation>Beide Parameter als ein Punkt, mit dem, was andere für Gliome berichten</translation>
    </message>
    <message>
        <source>Both results are needed for a comparison.</source>
        <translation>Für einen Vergleich werden beide Ergebnisse gebraucht.</translation>
    </message>
    <message>
        <source>Both side by side, in step</source>
        <translation>Beide nebeneinander, im gleichen Schritt</translation>
    </message>
    <message>
        <source>Both, side by side</source>
        <translation>Beide, nebeneinander</translation>
    </message>
    <message>
        <source>Brain Tumor MRI Dataset (M. Nickparvar, Kaggle, doi:10.34740/kaggle/dsv/2645886, CC0) with tumor outlines of the figshare brain tumor dataset (J. Cheng, doi:10.6084/m9.figshare.1512427, CC BY 4.0), and tumor-free T1 slices of other public collections where named below; `icbm152` are heads without tumor that we painted around that template. Most tumor pictures are T1 with contrast from two hospitals; &apos;no tumor&apos; comes from elsewhere.</source>
        <translation>Brain Tumor MRI Dataset (M. Nickparvar, Kaggle, doi:10.34740/kaggle/dsv/2645886, CC0) mit Tumorumrissen des figshare brain tumor dataset (J. Cheng, doi:10.6084/m9.figshare.1512427, CC BY 4.0) und tumorfreie T1-Schichten anderer öffentlicher Sammlungen, soweit unten genannt; `icbm152` sind Köpfe ohne Tumor, die wir um diese Vorlage gemalt haben. Die meisten Tumorbilder sind T1 mit Kontrastmittel aus zwei Krankenhäusern; &apos;kein Tumor&apos; kommt von anderswo.</translation>
    </message>
    <message>
        <source>Bright tissue</source>
        <translation>Helles Gewebe</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Fensterung</translation>
    </message>
    <message>
        <source>By this fit the front did not move, so there is no D and ρ to use.</source>
        <translation>Nach dieser Anpassung hat sich die Front nicht bewegt; es gibt also kein D und kein ρ zu übernehmen.</translation>
    </message>
    <message>
        <source>CSV table of area over time</source>
        <translation>CSV-Tabelle der Fläche über die Zeit</translation>
    </message>
    <message>
        <source>Calibrated probability</source>
        <translation>Kalibrierte Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel what is under way</source>
        <translation>Laufendes abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Cannot write {name}: {reason}. Choose another folder, or make room there; what was there before is intact.</source>
        <translation>{name} kann nicht geschrieben werden: {reason}. Wählen Sie einen anderen Ordner oder schaffen Sie dort Platz; was vorher dort war, ist unversehrt.</translation>
    </message>
    <message>
        <source>Change D and ρ</source>
        <translation>D und ρ ändern</translation>
    </message>
    <message>
        <source>Change days per step</source>
        <translation>Tage pro Schritt ändern</translation>
    </message>
    <message>
        <source>Change grid</source>
        <translation>Raster ändern</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Change the growth</source>
        <translation>Das Wachstum ändern</translation>
    </message>
    <message>
        <source>Change what is compared with</source>
        <translation>Vergleich ändern</translation>
    </message>
    <message>
        <source>Change white : grey</source>
        <translation>Weiß : Grau ändern</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a folder with a scan (Ctrl+O)</source>
        <translation>Einen Ordner mit einer Aufnahme wählen (Strg+O)</translation>
    </message>
    <message>
        <source>Choose another folder or file for the right side, or drop it here</source>
        <translation>Einen anderen Ordner oder eine andere Datei für die rechte Seite wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>Choose the series again to read this slice.</source>
        <translation>Wählen Sie die Serie erneut, um diese Schicht zu lesen.</translation>
    </message>
    <message>
        <source>Choose: {title}</source>
        <translation>Wählen: {title}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Cine faster</source>
        <translation>Cine schneller</translation>
    </message>
    <message>
        <source>Cine slower</source>
        <translation>Cine langsamer</translation>
    </message>
    <message>
        <source>Cine to and &amp;fro</source>
        <translation>Cine &amp;hin und her</translation>
    </message>
    <message>
        <source>Cine {speed:.3g} slices/s</source>
        <translation>Cine {speed:.3g} Schichten/s</translation>
    </message>
    <message>
        <source>Click or drag the cross-hair</source>
        <translation>Fadenkreuz klicken oder ziehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Co&amp;mpare with a scan in one file…</source>
        <translation>Mit Aufnahme in einer Da&amp;tei vergleichen…</translation>
    </message>
    <message>
        <source>Color map</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>Colors of the density; all even in lightness and safe for color blindness</source>
        <translation>Farben der Dichte; alle gleichmäßig in der Helligkeit und bei Farbenblindheit unterscheidbar</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Commit: {commit}</source>
        <translation>Commit: {commit}</translation>
    </message>
    <message>
        <source>Compare two scans</source>
        <translation>Zwei Aufnahmen vergleichen</translation>
    </message>
    <message>
        <source>Compare with this one in place of the learned growth: side by side, as difference, or with B held</source>
        <translation>Mit diesem statt mit dem gelernten Wachstum vergleichen: nebeneinander, als Differenz oder bei gehaltener Taste B</translation>
    </message>
    <message>
        <source>Compare with {name}</source>
        <translation>Vergleichen mit {name}</translation>
    </message>
    <message>
        <source>Computed anew on the pixels: the head as a wall, slower in grey matter than in white</source>
        <translation>Auf den Pixeln neu berechnet: der Kopf als Wand, in grauer Substanz langsamer als in weißer</translation>
    </message>
    <message>
        <source>Computed for slice {shown}. Slice {number}: {state}</source>
        <translation>Berechnet für Schicht {shown}. Schicht {number}: {state}</translation>
    </message>
    <message>
        <source>Computed for {values}. The run with what is set now follows.</source>
        <translation>Berechnet für {values}. Der Lauf mit den jetzigen Einstellungen folgt.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows, or else all that are shown, with their paths</source>
        <translation>Die gewählten oder sonst alle gezeigten Zeilen mit ihren Pfaden kopieren</translation>
    </message>
    <message>
        <source>Copy these lines, for a bug report or a methods section</source>
        <translation>Diese Zeilen kopieren, für einen Fehlerbericht oder einen Methodenteil</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronal</translation>
    </message>
    <message>
        <source>Cross-hair down</source>
        <translation>Fadenkreuz nach unten</translation>
    </message>
    <message>
        <source>Cross-hair left</source>
        <translation>Fadenkreuz nach links</translation>
    </message>
    <message>
        <source>Cross-hair right</source>
        <translation>Fadenkreuz nach rechts</translation>
    </message>
    <message>
        <source>Cross-hair up</source>
        <translation>Fadenkreuz nach oben</translation>
    </message>
    <message>
        <source>Ctrl+Wheel</source>
        <translation>Strg+Rad</translation>
    </message>
    <message>
        <source>Curve of {name}</source>
        <translation>Kurve von {name}</translation>
    </message>
    <message>
        <source>Cutting the other planes…</source>
        <translation>Die anderen Ebenen werden geschnitten…</translation>
    </message>
    <message>
        <source>D = {diffusion} mm²/day and ρ = {proliferation} per day are what this speed makes of a front {width} mm wide (√(D/ρ)), and that width is assumed: {low} to {high} mm fit as well.</source>
        <translation>D = {diffusion} mm²/Tag und ρ = {proliferation} pro Tag ergeben sich aus dieser Geschwindigkeit für eine {width} mm breite Front (√(D/ρ)), und diese Breite ist angenommen: {low} bis {high} mm passen ebenso gut.</translation>
    </message>
    <message>
        <source>D and rho</source>
        <translation>D und rho</translation>
    </message>
    <message>
        <source>D and ρ are latent descriptors: Fisher-KPP is a glioma model</source>
        <translation>D und ρ sind latente Kennzahlen: Fisher-KPP ist ein Modell für Gliome</translation>
    </message>
    <message>
        <source>D and ρ are set as in {name}</source>
        <translation>D und ρ sind wie in {name} eingestellt</translation>
    </message>
    <message>
        <source>D and ρ learned on slice {number}, with most tumor.</source>
        <translation>D und ρ gelernt auf Schicht {number}, mit dem meisten Tumor.</translation>
    </message>
    <message>
        <source>D and ρ per day rest on the assumed duration of a network step: a single scan determines their ratio only.</source>
        <translation>D und ρ pro Tag beruhen auf der angenommenen Dauer eines Netzschritts: Eine einzelne Aufnahme bestimmt nur ihr Verhältnis.</translation>
    </message>
    <message>
        <source>D can be {low} to {high} mm²/day and beyond.</source>
        <translation>D kann {low} bis {high} mm²/Tag sein und darüber hinaus.</translation>
    </message>
    <message>
        <source>D can be {low} to {high} mm²/day.</source>
        <translation>D kann {low} bis {high} mm²/Tag sein.</translation>
    </message>
    <message>
        <source>D is that of white matter, {ratio} times that of grey matter.</source>
        <translation>D gilt für weiße Substanz, das {ratio}-Fache von grauer Substanz.</translation>
    </message>
    <message>
        <source>D white : grey</source>
        <translation>D weiß : grau</translation>
    </message>
    <message>
        <source>D {diffusion} cell²/step</source>
        <translation>D {diffusion} Zelle²/Schritt</translation>
    </message>
    <message>
        <source>D {diffusion} cell²/step · ρ {rho}/step (latent)</source>
        <translation>D {diffusion} Zelle²/Schritt · ρ {rho}/Schritt (latent)</translation>
    </message>
    <message>
        <source>D {diffusion} cell²/step, ρ {rho} 1/step</source>
        <translation>D {diffusion} Zelle²/Schritt, ρ {rho} 1/Schritt</translation>
    </message>
    <message>
        <source>D {diffusion} mm²/day</source>
        <translation>D {diffusion} mm²/Tag</translation>
    </message>
    <message>
        <source>D {diffusion} mm²/day · ρ {rho}/day (assumed)</source>
        <translation>D {diffusion} mm²/Tag · ρ {rho}/Tag (Annahme)</translation>
    </message>
    <message>
        <source>D {diffusion} mm²/day, ρ {rate}/day</source>
        <translation>D {diffusion} mm²/Tag, ρ {rate}/Tag</translation>
    </message>
    <message>
        <source>D × ρ map</source>
        <translation>Karte D × ρ</translation>
    </message>
    <message>
        <source>D, mm²/day</source>
        <translation>D, mm²/Tag</translation>
    </message>
    <message>
        <source>D, ρ and growth appear with the result of this slice.</source>
        <translation>D, ρ und Wachstum erscheinen mit dem Ergebnis dieser Schicht.</translation>
    </message>
    <message>
        <source>D/ρ: its root is the width of the front. From one scan only such ratios can be identified.</source>
        <translation>D/ρ: Die Wurzel ist die Breite der Front. Aus einer Aufnahme lassen sich nur solche Verhältnisse bestimmen.</translation>
    </message>
    <message>
        <source>DICOM film (Secondary Capture), for an archive</source>
        <translation>DICOM-Film (Secondary Capture), für ein Archiv</translation>
    </message>
    <message>
        <source>DICOM outline (Segmentation)</source>
        <translation>DICOM-Kontur (Segmentierung)</translation>
    </message>
    <message>
        <source>DICOM, NIfTI, PNG, JPEG or TIFF. Other files among them do no harm.</source>
        <translation>DICOM, NIfTI, PNG, JPEG oder TIFF. Andere Dateien dazwischen schaden nicht.</translation>
    </message>
    <message>
        <source>Dark tissue</source>
        <translation>Dunkles Gewebe</translation>
    </message>
    <message>
        <source>Date of the earlier scan</source>
        <translation>Datum der früheren Aufnahme</translation>
    </message>
    <message>
        <source>Date of the later scan</source>
        <translation>Datum der späteren Aufnahme</translation>
    </message>
    <message>
        <source>Day {day}</source>
        <translation>Tag {day}</translation>
    </message>
    <message>
        <source>Days are assumed: 1 step of the network = {days:g} days. Change it beside D and ρ.</source>
        <translation>Tage sind eine Annahme: 1 Schritt des Netzes = {days:g} Tage. Zu ändern bei D und ρ.</translation>
    </message>
    <message>
        <source>Days between the scans</source>
        <translation>Tage zwischen den Aufnahmen</translation>
    </message>
    <message>
        <source>Delete a&amp;ll of this series</source>
        <translation>Alle dieser Se&amp;rie löschen</translation>
    </message>
    <message>
        <source>Delete measurement</source>
        <translation>Messung löschen</translation>
    </message>
    <message>
        <source>Delete measurements</source>
        <translation>Messungen löschen</translation>
    </message>
    <message>
        <source>Delete scenario</source>
        <translation>Szenario löschen</translation>
    </message>
    <message>
        <source>Delete the marked measurement (Delete); it can be undone</source>
        <translation>Die markierte Messung löschen (Entf); lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Delete this scenario</source>
        <translation>Dieses Szenario löschen</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>{name} löschen</translation>
    </message>
    <message>
        <source>Demo scan</source>
        <translation>Demo-Aufnahme</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Density fainter</source>
        <translation>Dichte schwächer</translation>
    </message>
    <message>
        <source>Density is drawn here as soon as the network has answered for a slice.</source>
        <translation>Die Dichte wird hier gezeichnet, sobald das Netz eine Schicht ausgewertet hat.</translation>
    </message>
    <message>
        <source>Density is drawn here once the series has grown in 3-D.</source>
        <translation>Die Dichte wird hier gezeichnet, sobald die Serie in 3-D gewachsen ist.</translation>
    </message>
    <message>
        <source>Density overlay</source>
        <translation>Dichteüberlagerung</translation>
    </message>
    <message>
        <source>Density stronger</source>
        <translation>Dichte stärker</translation>
    </message>
    <message>
        <source>Density u₀</source>
        <translation>Dichte u₀</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Dice at 0.5</source>
        <translation>Dice bei 0.5</translation>
    </message>
    <message>
        <source>Dice with the later outline</source>
        <translation>Dice mit der späteren Kontur</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Diffusion D, {unit}</source>
        <translation>Diffusion D, {unit}</translation>
    </message>
    <message>
        <source>Diffusion in white matter relative to grey matter</source>
        <translation>Diffusion in weißer Substanz im Verhältnis zu grauer</translation>
    </message>
    <message>
        <source>Dilated by {dilation_mm:g} mm</source>
        <translation>Um {dilation_mm:g} mm erweitert</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Ihr Speicherplatz ist aufgebraucht</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Zurückgenommenes wiederherstellen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Doubles in</source>
        <translation>Verdoppelt in</translation>
    </message>
    <message>
        <source>Drag &amp;up to brighten</source>
        <translation>Nach &amp;oben ziehen hellt auf</translation>
    </message>
    <message>
        <source>Drag along the first arm, then click where the second one ends</source>
        <translation>Den ersten Schenkel ziehen, dann auf das Ende des zweiten klicken</translation>
    </message>
    <message>
        <source>Drag from corner to corner: mean and standard deviation of the grey levels, and the area</source>
        <translation>Von Ecke zu Ecke ziehen: Mittelwert und Standardabweichung der Grauwerte sowie die Fläche</translation>
    </message>
    <message>
        <source>Drag the point, or move it with the arrow keys (Shift: farther). ▼ learned; small dots: earlier tries.
No pixel spacing in this image, so nothing of the literature can be compared.</source>
        <translation>Den Punkt ziehen oder mit den Pfeiltasten bewegen (Umschalt: weiter). ▼ gelernt; kleine Punkte: frühere Versuche.
Kein Pixelabstand in diesem Bild, daher ist kein Vergleich mit der Literatur möglich.</translation>
    </message>
    <message>
        <source>Drag the point, or move it with the arrow keys (Shift: farther). ▼ learned; small dots: earlier tries;
diagonals: equal front speed 2√(Dρ). Boxes, for glioma in white matter:
</source>
        <translation>Den Punkt ziehen oder mit den Pfeiltasten bewegen (Umschalt: weiter). ▼ gelernt; kleine Punkte: frühere Versuche;
Diagonalen: gleiche Geschwindigkeit der Front 2√(Dρ). Kästen, für Gliome in weißer Substanz:
</translation>
    </message>
    <message>
        <source>Draw its curve</source>
        <translation>Seine Kurve zeichnen</translation>
    </message>
    <message>
        <source>Draw the measurements of this slice</source>
        <translation>Messungen dieser Schicht einzeichnen</translation>
    </message>
    <message>
        <source>Drop a folder or a file here, or choose one.</source>
        <translation>Ziehen Sie einen Ordner oder eine Datei hierher, oder wählen Sie.</translation>
    </message>
    <message>
        <source>Drop a folder or file on the window, or press Ctrl+O. Its series stand here; files that are no scan are listed with the reason. Ctrl+D opens a demo scan.</source>
        <translation>Ziehen Sie einen Ordner oder eine Datei auf das Fenster oder drücken Sie Strg+O. Hier stehen die Serien; Dateien, die keine Aufnahme sind, werden mit Grund aufgelistet. Strg+D öffnet eine Demo-Aufnahme.</translation>
    </message>
    <message>
        <source>Each scan is paged alone.</source>
        <translation>Jede Aufnahme wird für sich durchblättert.</translation>
    </message>
    <message>
        <source>Each slice comes {times} times (a run over time, or several kinds of image).</source>
        <translation>Jede Schicht kommt {times}-mal vor (ein zeitlicher Verlauf oder mehrere Arten von Bildern).</translation>
    </message>
    <message>
        <source>Each slice is an answer of its own, with its own learned D and ρ; nothing is joined between slices.</source>
        <translation>Jede Schicht ist eine eigene Antwort mit eigenem gelerntem D und ρ; zwischen den Schichten wird nichts verbunden.</translation>
    </message>
    <message>
        <source>Earlier outline</source>
        <translation>Frühere Kontur</translation>
    </message>
    <message>
        <source>Earlier scan</source>
        <translation>Frühere Aufnahme</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Ellipse: drag, or press Enter</source>
        <translation>Ellipse: ziehen oder Eingabetaste</translation>
    </message>
    <message>
        <source>Equivalent radius at {end}, {unit}</source>
        <translation>Radius gleicher Fläche bei {end}, {unit}</translation>
    </message>
    <message>
        <source>Equivalent radius: of the ball with this volume, at the shown time</source>
        <translation>Äquivalenter Radius: der Kugel mit diesem Volumen, zum gezeigten Zeitpunkt</translation>
    </message>
    <message>
        <source>Equivalent radius: of the circle with this area, at the shown time</source>
        <translation>Äquivalenter Radius: des Kreises mit dieser Fläche, zum gezeigten Zeitpunkt</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Fehlerbericht</translation>
    </message>
    <message>
        <source>Error report…</source>
        <translation>Fehlerbericht…</translation>
    </message>
    <message>
        <source>Every image looks from another direction: they can be viewed one by one but form no volume.</source>
        <translation>Jedes Bild hat eine andere Blickrichtung: Sie lassen sich einzeln ansehen, bilden aber kein Volumen.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export läuft</translation>
    </message>
    <message>
        <source>Ezhov et al. 2023, Learn-Morph-Infer, Med. Image Anal. 83: range of the training set; white : grey 10</source>
        <translation>Ezhov et al. 2023, Learn-Morph-Infer, Med. Image Anal. 83: Bereich der Trainingsdaten; weiß : grau 10</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>F&amp;rame</source>
        <translation>&amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>Fan et al. 2020, 109 patients: diameter grows 51.6 mm a year. D/ρ stays as it is.</source>
        <translation>Fan et al. 2020, 109 Patienten: Der Durchmesser wächst 51.6 mm im Jahr. D/ρ bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Faster fronts than were tried may fit too.</source>
        <translation>Auch schnellere Fronten als die erprobten können passen.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File &amp;header…</source>
        <translation>&amp;Header der Datei…</translation>
    </message>
    <message>
        <source>File header</source>
        <translation>Header der Datei</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>Files not used</source>
        <translation>Nicht verwendete Dateien</translation>
    </message>
    <message>
        <source>Files that were not used, and why</source>
        <translation>Dateien, die nicht verwendet wurden, mit Grund</translation>
    </message>
    <message>
        <source>Film, pictures, table, NIfTI, DICOM or report; no patient data is written</source>
        <translation>Film, Bilder, Tabelle, NIfTI, DICOM oder Bericht; ohne Patientendaten</translation>
    </message>
    <message>
        <source>Find D and ρ from two outlines of one tumor, some time apart (Ctrl+L)</source>
        <translation>D und ρ aus zwei zeitlich getrennten Konturen desselben Tumors bestimmen (Strg+L)</translation>
    </message>
    <message>
        <source>Find the D and ρ that lead from the outline here to that of a later scan</source>
        <translation>D und ρ finden, die vom Umriss hier zu dem einer späteren Aufnahme führen</translation>
    </message>
    <message>
        <source>Finding tissue</source>
        <translation>Gewebe wird bestimmt</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>First and last frame</source>
        <translation>Erster und letzter Zeitpunkt</translation>
    </message>
    <message>
        <source>First and last outline of both growths, in patient coordinates.</source>
        <translation>Erste und letzte Kontur beider Verläufe, in Patientenkoordinaten.</translation>
    </message>
    <message>
        <source>First and last outline of the growth, in patient coordinates.</source>
        <translation>Erste und letzte Kontur des Wachstums, in Patientenkoordinaten.</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erster Zeitpunkt</translation>
    </message>
    <message>
        <source>Fisher-KPP overlaps better than “{name}” by {gain:.3f}. It was fitted to this very outline: this is no forecast.</source>
        <translation>Fisher-KPP stimmt um {gain:.3f} besser überein als „{name}“. Angepasst wurde an genau diese Kontur: Das ist keine Vorhersage.</translation>
    </message>
    <message>
        <source>Fisher-KPP, fitted</source>
        <translation>Fisher-KPP, angepasst</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Fit D and ρ to a later scan…</source>
        <translation>D und ρ an spätere Aufnahme anpassen…</translation>
    </message>
    <message>
        <source>Fit brightness and contrast to the grey levels of this series</source>
        <translation>Helligkeit und Kontrast an die Grauwerte dieser Serie anpassen</translation>
    </message>
    <message>
        <source>Fit to a later scan</source>
        <translation>An spätere Aufnahme anpassen</translation>
    </message>
    <message>
        <source>Fit; with several images, show one alone</source>
        <translation>Einpassen; bei mehreren Bildern eines allein zeigen</translation>
    </message>
    <message>
        <source>Fitting D and ρ</source>
        <translation>D und ρ werden angepasst</translation>
    </message>
    <message>
        <source>For a slide ({side} pixels)</source>
        <translation>Für eine Folie ({side} Pixel)</translation>
    </message>
    <message>
        <source>For e-mail ({side} pixels, at most 2 MB)</source>
        <translation>Für E-Mail ({side} Pixel, höchstens 2 MB)</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Frames shown in a second</source>
        <translation>Gezeigte Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>From literature ▾</source>
        <translation>Aus der Literatur ▾</translation>
    </message>
    <message>
        <source>Front of high-grade glioma: 25.8 mm/year</source>
        <translation>Front hochgradiger Gliome: 25.8 mm/Jahr</translation>
    </message>
    <message>
        <source>Front of low-grade glioma: 2.05 mm/year</source>
        <translation>Front niedriggradiger Gliome: 2.05 mm/Jahr</translation>
    </message>
    <message>
        <source>Front speed</source>
        <translation>Frontgeschwindigkeit</translation>
    </message>
    <message>
        <source>Front speed, mm/year</source>
        <translation>Frontgeschwindigkeit, mm/Jahr</translation>
    </message>
    <message>
        <source>Front speed, {unit}</source>
        <translation>Frontgeschwindigkeit, {unit}</translation>
    </message>
    <message>
        <source>Front width</source>
        <translation>Frontbreite</translation>
    </message>
    <message>
        <source>Front width, assumed</source>
        <translation>Frontbreite, angenommen</translation>
    </message>
    <message>
        <source>Front width, mm</source>
        <translation>Frontbreite, mm</translation>
    </message>
    <message>
        <source>Front, run</source>
        <translation>Front, Lauf</translation>
    </message>
    <message>
        <source>GIF animation, for slides and e-mail</source>
        <translation>GIF-Animation, für Folien und E-Mail</translation>
    </message>
    <message>
        <source>GROWTH</source>
        <translation>WACHSTUM</translation>
    </message>
    <message>
        <source>GROWTH, slice {number}</source>
        <translation>WACHSTUM, Schicht {number}</translation>
    </message>
    <message>
        <source>Geometric middle of: {source}</source>
        <translation>Geometrische Mitte von: {source}</translation>
    </message>
    <message>
        <source>Glioma</source>
        <translation>Gliom</translation>
    </message>
    <message>
        <source>Glioma · {percent}</source>
        <translation>Gliom · {percent}</translation>
    </message>
    <message>
        <source>Glioma, white matter: 0.013–3.8 mm²/day (gray bar; prior of Lipkova 2019, GliomaSolver);
0.02–1.5 in Learn-Morph-Infer. About 10 times slower in grey matter.</source>
        <translation>Ausbreitung (Diffusion), Gliom in weißer Substanz: 0.013–3.8 mm²/Tag (grauer Balken; Prior von
Lipkova 2019, GliomaSolver); 0.02–1.5 in Learn-Morph-Infer. In grauer Substanz etwa 10-mal langsamer.</translation>
    </message>
    <message>
        <source>Glioma: 0.0027–0.19 per day (gray bar; prior of Lipkova 2019, GliomaSolver);
0.002–0.2 in Learn-Morph-Infer.</source>
        <translation>Wachstumsrate (Proliferation), Gliom: 0.0027–0.19 pro Tag (grauer Balken; Prior von Lipkova 2019,
GliomaSolver); 0.002–0.2 in Learn-Morph-Infer.</translation>
    </message>
    <message>
        <source>GliomaSolver (Lipková et al. 2019), default parameters; white : grey 10</source>
        <translation>GliomaSolver (Lipková et al. 2019), Standardparameter; weiß : grau 10</translation>
    </message>
    <message>
        <source>GliomaSolver, faster: D 0.13, ρ 0.025</source>
        <translation>GliomaSolver, schneller: D 0.13, ρ 0.025</translation>
    </message>
    <message>
        <source>GliomaSolver, slower: D 0.13, ρ 0.012</source>
        <translation>GliomaSolver, langsamer: D 0.13, ρ 0.012</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM of resnet18</source>
        <translation>Grad-CAM von resnet18</translation>
    </message>
    <message>
        <source>Grad-CAM of the class</source>
        <translation>Grad-CAM der Klasse</translation>
    </message>
    <message>
        <source>Grad-CAM of the same network</source>
        <translation>Grad-CAM desselben Netzes</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Growing in 3-D</source>
        <translation>Wachstum in 3-D</translation>
    </message>
    <message>
        <source>Growing pinned scenarios again</source>
        <translation>Festgehaltene Szenarien neu berechnen</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Growth in 3-D begins when all slices of the series are predicted.</source>
        <translation>Das Wachstum in 3-D beginnt, wenn alle Schichten der Serie ausgewertet sind.</translation>
    </message>
    <message>
        <source>Growth in 3-D begins with what the network finds in each slice, and there is no network.</source>
        <translation>Das 3-D-Wachstum geht von dem aus, was das Netz in jeder Schicht findet, und es ist kein Netz geladen.</translation>
    </message>
    <message>
        <source>Growth in three dimensions needs several slices at equal, known distances; grow a single slice instead.</source>
        <translation>Wachstum in drei Dimensionen braucht mehrere Schichten in gleichen, bekannten Abständen; lassen Sie stattdessen eine einzelne Schicht wachsen.</translation>
    </message>
    <message>
        <source>Growth of the whole series in space: needs several slices at known distances, and some seconds</source>
        <translation>Räumliches Wachstum der ganzen Serie: braucht mehrere Schichten in bekannten Abständen und einige Sekunden</translation>
    </message>
    <message>
        <source>Growth with the learned D and ρ beside growth with yours</source>
        <translation>Wachstum mit gelerntem D und ρ neben dem mit Ihren Werten</translation>
    </message>
    <message>
        <source>Growth with what is set now is still being computed: wait for it, or stop it with Esc.</source>
        <translation>Das Wachstum mit den jetzigen Einstellungen wird noch berechnet: warten Sie darauf oder brechen Sie mit Esc ab.</translation>
    </message>
    <message>
        <source>Growth within the slice on screen</source>
        <translation>Wachstum innerhalb der gezeigten Schicht</translation>
    </message>
    <message>
        <source>Growth: pla&amp;y or pause</source>
        <translation>Wachstum: &amp;abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Growth: step back</source>
        <translation>Wachstum: Schritt zurück</translation>
    </message>
    <message>
        <source>Growth: step on</source>
        <translation>Wachstum: Schritt vor</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>Felder des Headers</translation>
    </message>
    <message>
        <source>Here even the speed is only roughly known.</source>
        <translation>Hier ist selbst die Geschwindigkeit nur ungefähr bekannt.</translation>
    </message>
    <message>
        <source>Hidden by the privacy view</source>
        <translation>In der anonymen Ansicht verborgen</translation>
    </message>
    <message>
        <source>Hide what may tell who the patient is</source>
        <translation>Verbergen, was den Patienten erkennen lassen kann</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High grade: ρ 0.012, D as it is</source>
        <translation>Hochgradig: ρ 0.012, D unverändert</translation>
    </message>
    <message>
        <source>Hold B</source>
        <translation>B halten</translation>
    </message>
    <message>
        <source>How fast its outline goes then rests on how it began: the speed may be off by more than its range.</source>
        <translation>Wie schnell seine Kontur läuft, hängt dann von seinem Anfang ab: Die Geschwindigkeit kann um mehr als ihren Bereich abweichen.</translation>
    </message>
    <message>
        <source>How many days one step of the network stands for. One scan cannot tell: this is an assumption,
and every number in days rests on it. The model&apos;s own: {days:g} days.</source>
        <translation>Für wie viele Tage ein Schritt des Netzes steht. Eine Aufnahme allein sagt das nicht: Es ist eine Annahme,
auf der jede Angabe in Tagen beruht. Vorgabe des Modells: {days:g} Tage.</translation>
    </message>
    <message>
        <source>How many times faster tumor cells move in white matter than in grey: 10 in GliomaSolver and Learn-Morph-Infer,
5 in other work, 1 for no difference. Used on the image grid, where the tissue can be told apart.</source>
        <translation>Wievielmal schneller sich Tumorzellen in weißer Substanz bewegen als in grauer: 10 in GliomaSolver und
Learn-Morph-Infer, 5 in anderen Arbeiten, 1 für keinen Unterschied. Gilt auf dem Bildraster, wo sich das Gewebe
unterscheiden lässt.</translation>
    </message>
    <message>
        <source>How many values there are between black and white</source>
        <translation>Wie viele Werte zwischen Schwarz und Weiß liegen</translation>
    </message>
    <message>
        <source>How strongly the density covers the image ([ and ])</source>
        <translation>Wie stark die Dichte das Bild überdeckt ([ und ])</translation>
    </message>
    <message>
        <source>Identified: D and ρ one by one, each to a factor of two.</source>
        <translation>Bestimmt: D und ρ einzeln, jeweils bis auf den Faktor zwei.</translation>
    </message>
    <message>
        <source>Image after at this place</source>
        <translation>Nächstes Bild an dieser Stelle</translation>
    </message>
    <message>
        <source>Image before at this place</source>
        <translation>Voriges Bild an dieser Stelle</translation>
    </message>
    <message>
        <source>Image grid</source>
        <translation>Bildraster</translation>
    </message>
    <message>
        <source>Image {number} / {count} at this place</source>
        <translation>Bild {number} / {count} an dieser Stelle</translation>
    </message>
    <message>
        <source>ImageNet weights</source>
        <translation>ImageNet-Gewichten</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>In range: resembles the training images</source>
        <translation>Im Bereich: ähnelt den Trainingsbildern</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
        <source>Input: one slice, head cut out, {size} pixels</source>
        <translation>Eingabe: eine Schicht, Kopf ausgeschnitten, {size} Pixel</translation>
    </message>
    <message>
        <source>Interpolate between cells for the eye; off, the true cells are drawn</source>
        <translation>Zwischen den Zellen für das Auge interpolieren; sonst werden die wahren Zellen gezeichnet</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <source>It holds no scan that can be read. Choose another folder or file.</source>
        <translation>Darin ist keine lesbare Aufnahme. Wählen Sie einen anderen Ordner oder eine andere Datei.</translation>
    </message>
    <message>
        <source>Keep it under a name, to compare other growth with it</source>
        <translation>Unter einem Namen behalten, um anderes Wachstum damit zu vergleichen</translation>
    </message>
    <message>
        <source>Keep the growth on screen, to compare others with it (Ctrl+P)</source>
        <translation>Das gezeigte Wachstum festhalten, um andere damit zu vergleichen (Strg+P)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Art der Datei</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letzter Zeitpunkt</translation>
    </message>
    <message>
        <source>Latent cells</source>
        <translation>Latente Zellen</translation>
    </message>
    <message>
        <source>Latent descriptors: Fisher-KPP is a model of glioma.</source>
        <translation>Latente Kenngrößen: Fisher-KPP ist ein Gliommodell.</translation>
    </message>
    <message>
        <source>Later outline</source>
        <translation>Spätere Kontur</translation>
    </message>
    <message>
        <source>Later scan</source>
        <translation>Spätere Aufnahme</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>Learned and tweaked growth have different numbers of frames; export them one by one.</source>
        <translation>Gelerntes und geändertes Wachstum haben verschieden viele Zeitpunkte; exportieren Sie sie einzeln.</translation>
    </message>
    <message>
        <source>Learned | tweaked</source>
        <translation>Gelernt | geändert</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Links ziehen</translation>
    </message>
    <message>
        <source>Left: where tumor is seen before it grows. Right: what spoke for {what}; 1 is the most in this slice.</source>
        <translation>Links: wo vor dem Wachstum Tumor gesehen wird. Rechts: was für {what} sprach; 1 ist das Höchste in dieser Schicht.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Fenstermitte</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Light &amp;theme</source>
        <translation>&amp;Helle Darstellung</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Line at one density u. About where an edge is seen: contrast-enhancing edge on T1 at 0.5–0.85,
edge on FLAIR or T2 at 0.16–0.35.</source>
        <translation>Linie bei einer Dichte u. Etwa dort, wo ein Rand zu sehen ist: kontrastmittelaufnehmender Rand in T1 bei 0.5–0.85,
Rand in FLAIR oder T2 bei 0.16–0.35.</translation>
    </message>
    <message>
        <source>Lipková et al. 2019, IEEE Trans. Med. Imaging 38(8): prior, as in GliomaSolver; white : grey 10</source>
        <translation>Lipková et al. 2019, IEEE Trans. Med. Imaging 38(8): Prior, wie in GliomaSolver; weiß : grau 10</translation>
    </message>
    <message>
        <source>Localizer</source>
        <translation>Localizer</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking for images.</source>
        <translation>Bilder werden gesucht.</translation>
    </message>
    <message>
        <source>Looking for scans</source>
        <translation>Aufnahmen werden gesucht</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Low grade: ρ 0.0012, D as it is</source>
        <translation>Niedriggradig: ρ 0.0012, D unverändert</translation>
    </message>
    <message>
        <source>MIT; GPL-3.0 (libjpeg plug-in); BSD-2-Clause</source>
        <translation>MIT; GPL-3.0 (libjpeg-Erweiterung); BSD-2-Clause</translation>
    </message>
    <message>
        <source>MP4 film</source>
        <translation>MP4-Film</translation>
    </message>
    <message>
        <source>MRI slice</source>
        <translation>MRT-Schicht</translation>
    </message>
    <message>
        <source>Mandonnet et al. 2003, Ann. Neurol. 53: diameter grows 4.1 mm a year (3.8–4.4). D/ρ stays as it is.</source>
        <translation>Mandonnet et al. 2003, Ann. Neurol. 53: Der Durchmesser wächst 4.1 mm im Jahr (3.8–4.4). D/ρ bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Map of D and ρ</source>
        <translation>Karte von D und ρ</translation>
    </message>
    <message>
        <source>Map of fluid</source>
        <translation>Karte des Liquors</translation>
    </message>
    <message>
        <source>Map of grey matter</source>
        <translation>Karte der grauen Substanz</translation>
    </message>
    <message>
        <source>Map of white matter</source>
        <translation>Karte der weißen Substanz</translation>
    </message>
    <message>
        <source>Masks on different grids need both scans, to be registered: give them too.</source>
        <translation>Masken auf verschiedenen Rastern brauchen beide Aufnahmen zur Registrierung: Geben Sie auch diese an.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measured on the growth on screen, over the later half of the run. It nears 2√(Dρ) only after a long time in free
space; walls, grey matter and coarse cells hold it back.</source>
        <translation>Am gezeigten Wachstum gemessen, über die spätere Hälfte des Laufs. Nähert sich 2√(Dρ) erst nach langer Zeit im
freien Raum; Wände, graue Substanz und grobe Zellen bremsen.</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Measurements of this series</source>
        <translation>Messungen dieser Serie</translation>
    </message>
    <message>
        <source>Meningioma</source>
        <translation>Meningeom</translation>
    </message>
    <message>
        <source>Meningioma · {percent}</source>
        <translation>Meningeom · {percent}</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Mitte ziehen</translation>
    </message>
    <message>
        <source>Middle of the prior: D 0.22, ρ 0.023</source>
        <translation>Mitte des Priors: D 0.22, ρ 0.023</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model and settings</source>
        <translation>Modell und Einstellungen</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Model card: {name} {version}</source>
        <translation>Modellkarte: {name} {version}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weitere</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Move D and ρ: the tumor grows anew at once, and marks in the bars show what the model would say then. Ctrl+Z takes it back.</source>
        <translation>Bewegen Sie D und ρ: Der Tumor wächst sofort neu, und Marken in den Balken zeigen, was das Modell dann sagen würde. Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Move D or ρ first: there is no tweaked growth yet</source>
        <translation>Bewegen Sie zuerst D oder ρ: Es gibt noch kein geändertes Wachstum</translation>
    </message>
    <message>
        <source>Move D or ρ to compare.</source>
        <translation>Zum Vergleichen D oder ρ bewegen.</translation>
    </message>
    <message>
        <source>Move image down</source>
        <translation>Bild nach unten</translation>
    </message>
    <message>
        <source>Move image left</source>
        <translation>Bild nach links</translation>
    </message>
    <message>
        <source>Move image right</source>
        <translation>Bild nach rechts</translation>
    </message>
    <message>
        <source>Move image up</source>
        <translation>Bild nach oben</translation>
    </message>
    <message>
        <source>Move measurement</source>
        <translation>Messung verschieben</translation>
    </message>
    <message>
        <source>Move over the image for values</source>
        <translation>Werte: Maus über das Bild bewegen</translation>
    </message>
    <message>
        <source>Move slices together</source>
        <translation>Schichten gemeinsam bewegen</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>NIfTI and others (*.nii *.nii.gz *.npz *.png *.dcm);;All files (*)</source>
        <translation>NIfTI und andere (*.nii *.nii.gz *.npz *.png *.dcm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>NIfTI density, for research tools</source>
        <translation>NIfTI-Dichte, für Forschungsprogramme</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <translation>Name von {name}</translation>
    </message>
    <message>
        <source>Neither map proves a finding. Grad-CAM is coarse and relative to this slice: it marked findings in chest X-rays less well than radiologists, least of all small or complex ones (Saporta et al. 2022).</source>
        <translation>Keine der Karten beweist einen Befund. Grad-CAM ist grob und relativ zu dieser Schicht: Befunde in Thoraxaufnahmen markierte es schlechter als Radiologen, am schlechtesten kleine oder komplexe (Saporta et al. 2022).</translation>
    </message>
    <message>
        <source>Neither scan nor tissue maps were given: the front goes alike in all directions.</source>
        <translation>Weder Aufnahme noch Gewebekarten wurden angegeben: Die Front läuft in alle Richtungen gleich.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Network starting…</source>
        <translation>Netz startet…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next &amp;image alone, then all</source>
        <translation>Nächstes &amp;Bild allein, dann alle</translation>
    </message>
    <message>
        <source>No GPU that the network can use was found, so it runs on the CPU: slower than on a GPU, with the same answers within rounding.</source>
        <translation>Es wurde keine GPU gefunden, die das Netz nutzen kann; es läuft auf der CPU: langsamer als auf einer GPU, bis auf Rundung mit denselben Ergebnissen.</translation>
    </message>
    <message>
        <source>No class is probable enough to be an answer; {first} and {second} come closest.</source>
        <translation>Keine Klasse ist wahrscheinlich genug für eine Antwort; am nächsten kommen {first} und {second}.</translation>
    </message>
    <message>
        <source>No description</source>
        <translation>Ohne Beschreibung</translation>
    </message>
    <message>
        <source>No growth to show</source>
        <translation>Kein Wachstum zu zeigen</translation>
    </message>
    <message>
        <source>No growth: the earlier outline as it is meets the later one best, so there is no D and no ρ.</source>
        <translation>Kein Wachstum: Die frühere Kontur trifft die spätere unverändert am besten; es gibt also kein D und kein ρ.</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>No image in “{name}”</source>
        <translation>Kein Bild in „{name}“</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>No model, no growth.</source>
        <translation>Ohne Modell kein Wachstum.</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Kein Netz</translation>
    </message>
    <message>
        <source>No patient data is written: no name, ID, date, UID or path, neither in the file nor in its name. Text that is burned into the scan&apos;s own pixels stays visible. Marked for research use only.</source>
        <translation>Es werden keine Patientendaten geschrieben: weder Name, ID, Datum, UID noch Pfad, weder in der Datei noch in ihrem Namen. In die Pixel der Aufnahme eingebrannter Text bleibt sichtbar. Gekennzeichnet als nur für Forschungszwecke; Texte im Export sind englisch.</translation>
    </message>
    <message>
        <source>No pixel spacing in this image: latent units only.</source>
        <translation>Kein Pixelabstand in diesem Bild: nur latente Einheiten.</translation>
    </message>
    <message>
        <source>No pixel spacing in this image: time in steps of the network.</source>
        <translation>Kein Pixelabstand in diesem Bild: Zeit in Schritten des Netzes.</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>Kein Ergebnis</translation>
    </message>
    <message>
        <source>No series</source>
        <translation>Keine Serie</translation>
    </message>
    <message>
        <source>No slice</source>
        <translation>Keine Schicht</translation>
    </message>
    <message>
        <source>No slice of this series shows a tumor, so there is nothing to grow in 3-D.</source>
        <translation>Keine Schicht dieser Serie zeigt einen Tumor; in 3-D gibt es nichts, was wachsen könnte.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No tissue maps were given: the front goes alike in the whole head.</source>
        <translation>Gewebekarten wurden nicht angegeben: Die Front läuft im ganzen Kopf gleich.</translation>
    </message>
    <message>
        <source>No tumor</source>
        <translation>Kein Tumor</translation>
    </message>
    <message>
        <source>No tumor is seen on this slice, so there is no D, no ρ and no growth to show.</source>
        <translation>Auf dieser Schicht ist kein Tumor zu sehen; es gibt kein D, kein ρ und kein Wachstum zu zeigen.</translation>
    </message>
    <message>
        <source>No tumor is the most probable class of this slice, so D and ρ would have no meaning.</source>
        <translation>Kein Tumor ist die wahrscheinlichste Klasse dieser Schicht; D und ρ hätten keine Bedeutung.</translation>
    </message>
    <message>
        <source>No tumor · {percent}</source>
        <translation>Kein Tumor · {percent}</translation>
    </message>
    <message>
        <source>None of the {count} files here is a scan that can be read; the list of skipped files says why.</source>
        <translation>Keine der {count} Dateien hier ist eine lesbare Aufnahme; die Liste der übergangenen Dateien nennt die Gründe.</translation>
    </message>
    <message>
        <source>Not a brain MRI / out of range</source>
        <translation>Kein Hirn-MRT / außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Das ist kein Ordner</translation>
    </message>
    <message>
        <source>Not computed</source>
        <translation>Nicht berechnet</translation>
    </message>
    <message>
        <source>Not identified: D and ρ one by one.</source>
        <translation>Nicht bestimmt: D und ρ einzeln.</translation>
    </message>
    <message>
        <source>Not identified: D.</source>
        <translation>Nicht bestimmt: D.</translation>
    </message>
    <message>
        <source>Not identified: ρ.</source>
        <translation>Nicht bestimmt: ρ.</translation>
    </message>
    <message>
        <source>Not measured yet: run `physnet evaluate`.</source>
        <translation>Noch nicht gemessen: `physnet evaluate` misst sie.</translation>
    </message>
    <message>
        <source>Not registered: shifts of the head between the scans count as growth.</source>
        <translation>Nicht registriert: Verschiebungen des Kopfes zwischen den Aufnahmen zählen als Wachstum.</translation>
    </message>
    <message>
        <source>Not validated on patients of any hospital; no reader study. Do not use it for care.</source>
        <translation>An keinem Krankenhaus an Patienten validiert; keine Studie mit Befundern. Nicht für die Versorgung verwenden.</translation>
    </message>
    <message>
        <source>Nothing here can be read.</source>
        <translation>Hier ist nichts lesbar.</translation>
    </message>
    <message>
        <source>Nothing is measured on this series yet.
Choose the ruler (M), the angle (G) or the ellipse (E), then drag on the image,
or press Enter there and draw with the arrow keys.</source>
        <translation>In dieser Serie ist noch nichts gemessen.
Wählen Sie Lineal (M), Winkel (G) oder Ellipse (E) und ziehen Sie auf dem Bild,
oder drücken Sie dort die Eingabetaste und zeichnen Sie mit den Pfeiltasten.</translation>
    </message>
    <message>
        <source>Nothing is measured on this slice</source>
        <translation>In dieser Schicht ist nichts gemessen</translation>
    </message>
    <message>
        <source>Nothing was written down yet.</source>
        <translation>Noch ist nichts protokolliert.</translation>
    </message>
    <message>
        <source>Now open the scan that {name} was made of: its D and ρ will be set on it.</source>
        <translation>Bitte öffnen Sie nun die Aufnahme, aus der {name} entstand: D und ρ werden darauf eingestellt.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>O&amp;ne image</source>
        <translation>&amp;Ein Bild</translation>
    </message>
    <message>
        <source>Oblique</source>
        <translation>Schräg</translation>
    </message>
    <message>
        <source>On damaged pictures</source>
        <translation>Auf beschädigten Bildern</translation>
    </message>
    <message>
        <source>On the image grid only the slice on screen is grown. Choose 3-D to see growth across the slices.</source>
        <translation>Auf dem Bildraster wächst nur die gezeigte Schicht. Wählen Sie 3-D, um das Wachstum über die Schichten zu sehen.</translation>
    </message>
    <message>
        <source>One bar a slice: its color and letter say the class, its height how probable it is. Click to go there.</source>
        <translation>Ein Balken pro Schicht: Farbe und Buchstabe nennen die Klasse, die Höhe ihre Wahrscheinlichkeit. Ein Klick führt dorthin.</translation>
    </message>
    <message>
        <source>One image: the tweaked growth where there is one, else the learned</source>
        <translation>Ein Bild: das geänderte Wachstum, wo es eines gibt, sonst das gelernte</translation>
    </message>
    <message>
        <source>One of {pieces} parts of a series whose images differ in size or direction.</source>
        <translation>Einer von {pieces} Teilen einer Serie, deren Bilder sich in Größe oder Richtung unterscheiden.</translation>
    </message>
    <message>
        <source>Only the slice on screen has this difference. Choose 3-D to see it across the slices.</source>
        <translation>Nur die gezeigte Schicht hat diese Differenz. Wählen Sie 3-D, um sie über die Schichten zu sehen.</translation>
    </message>
    <message>
        <source>Open &amp;demo scan</source>
        <translation>De&amp;mo-Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open &amp;file…</source>
        <translation>&amp;Datei öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open a folder with a scan</source>
        <translation>Ordner mit einer Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open a scan</source>
        <translation>Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open a scan to see how its tumor would grow.</source>
        <translation>Bitte öffnen Sie eine Aufnahme, um zu sehen, wie ihr Tumor wachsen würde.</translation>
    </message>
    <message>
        <source>Open a scan to see what PhysNet makes of it.</source>
        <translation>Bitte öffnen Sie eine Aufnahme, um zu sehen, was PhysNet daraus macht.</translation>
    </message>
    <message>
        <source>Open a scan with a tumor and known pixel spacing to use these values.</source>
        <translation>Um diese Werte zu übernehmen, öffnen Sie eine Aufnahme mit Tumor und bekanntem Pixelabstand.</translation>
    </message>
    <message>
        <source>Open an MRI scan</source>
        <translation>MRT-Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open demo scan</source>
        <translation>Demo-Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open recent scan {name}</source>
        <translation>Zuletzt geöffnete Aufnahme {name} öffnen</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Orange: denser than what it is compared with. Purple: less dense. Nothing drawn: equal</source>
        <translation>Orange: dichter als der Vergleich. Violett: weniger dicht. Nichts gezeichnet: gleich</translation>
    </message>
    <message>
        <source>Orientation and scale unknown</source>
        <translation>Orientierung und Maßstab unbekannt</translation>
    </message>
    <message>
        <source>Orientation unknown</source>
        <translation>Orientierung unbekannt</translation>
    </message>
    <message>
        <source>Original (one pixel for one of the scan)</source>
        <translation>Original (ein Pixel für eines der Aufnahme)</translation>
    </message>
    <message>
        <source>Other pictures: {how}</source>
        <translation>Andere Bilder: {how}</translation>
    </message>
    <message>
        <source>Other sequences (T2, FLAIR, diffusion), CT, children, post-operative heads and other diseases are outside the training data. The in-range check notices some of this, not all: it is made to turn away what is no brain MRI, and upside-down heads and other sequences can pass. Which features it reads was chosen after several were tried on the pictures of the table above.</source>
        <translation>Andere Sequenzen (T2, FLAIR, Diffusion), CT, Kinder, operierte Köpfe und andere Krankheiten liegen außerhalb der Trainingsdaten. Die Bereichsprüfung bemerkt manches davon, nicht alles: Sie soll abweisen, was keine MRT des Gehirns ist; Köpfe, die auf dem Kopf stehen, und andere Sequenzen können durchkommen. Welche Merkmale sie liest, wurde gewählt, nachdem mehrere an den Bildern der Tabelle oben erprobt waren.</translation>
    </message>
    <message>
        <source>Out of range</source>
        <translation>Außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>Out of range: no class is answered, so there are no reasons to show.</source>
        <translation>Außerhalb des Bereichs: Es wird keine Klasse genannt, also gibt es keine Gründe zu zeigen.</translation>
    </message>
    <message>
        <source>Out of range: what the network says of this image has no meaning, nor have D and ρ.</source>
        <translation>Außerhalb des Bereichs: Was das Netz zu diesem Bild sagt, ist ohne Bedeutung, ebenso D und ρ.</translation>
    </message>
    <message>
        <source>Outline 0.16 · FLAIR, outer</source>
        <translation>Kontur 0.16 · FLAIR, außen</translation>
    </message>
    <message>
        <source>Outline 0.35 · FLAIR, inner</source>
        <translation>Kontur 0.35 · FLAIR, innen</translation>
    </message>
    <message>
        <source>Outline 0.5 · T1 contrast, outer</source>
        <translation>Kontur 0.5 · T1 mit KM, außen</translation>
    </message>
    <message>
        <source>Outline 0.8 · T1 contrast, inner</source>
        <translation>Kontur 0.8 · T1 mit KM, innen</translation>
    </message>
    <message>
        <source>Outline level</source>
        <translation>Dichte der Kontur</translation>
    </message>
    <message>
        <source>Outline off</source>
        <translation>Keine Kontur</translation>
    </message>
    <message>
        <source>Outline {level}</source>
        <translation>Kontur {level}</translation>
    </message>
    <message>
        <source>Outlines 0.8 + 0.16 · T1c, FLAIR</source>
        <translation>Konturen 0.8 + 0.16 · T1 KM, FLAIR</translation>
    </message>
    <message>
        <source>Outlines of the tumor: earlier, later and fitted</source>
        <translation>Konturen des Tumors: früher, später und angepasst</translation>
    </message>
    <message>
        <source>Output: calibrated class probabilities, latent density and its course, D and rho</source>
        <translation>Ausgabe: kalibrierte Wahrscheinlichkeiten der Klassen, latente Dichte und ihr Verlauf, D und rho</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Overlay opacity</source>
        <translation>Deckkraft der Überlagerung</translation>
    </message>
    <message>
        <source>PDF report, one page</source>
        <translation>PDF-Bericht, eine Seite</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG-Bild</translation>
    </message>
    <message>
        <source>PNG sequence, one picture a frame (ZIP)</source>
        <translation>PNG-Folge, ein Bild pro Zeitpunkt (ZIP)</translation>
    </message>
    <message>
        <source>PSF-based; color maps CC0</source>
        <translation>PSF-basiert; Farbskalen CC0</translation>
    </message>
    <message>
        <source>Patient data visible</source>
        <translation>Patientendaten sichtbar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause growth (Space)</source>
        <translation>Wachstum anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>PhysNet Viewer ended unexpectedly.</source>
        <translation>PhysNet Viewer wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>PhysNet Viewer ended unexpectedly. Go on with {name}, slice {slice}{scenario}?</source>
        <translation>PhysNet Viewer wurde unerwartet beendet. Weiter mit {name}, Schicht {slice}{scenario}?</translation>
    </message>
    <message>
        <source>PhysNet ahead in accuracy</source>
        <translation>Vorsprung von PhysNet in Genauigkeit</translation>
    </message>
    <message>
        <source>PhysNet and its plain backbone, trained by `tools/train_shipped.sh` from random weights: 28 epochs at 224 pixels, with pictures of other sources added.</source>
        <translation>PhysNet und sein Rückgrat allein, mit `tools/train_shipped.sh` von zufälligen Gewichten aus trainiert: 28 Epochen bei 224 Pixeln, mit Bildern anderer Quellen dazu.</translation>
    </message>
    <message>
        <source>PhysNet classifies a brain MRI slice as glioma, meningioma, pituitary tumor or no tumor. Inside its features a reaction-diffusion model (Fisher-KPP) evolves a latent tumor density, and the evolved density decides with. The idea is that of arXiv 2603.28057, of which only the abstract was at hand: architecture, heads, loss and training are ours, and no figure here is from that paper.</source>
        <translation>PhysNet ordnet ein Schichtbild des Gehirns einem Gliom, einem Meningeom, einem Hypophysentumor oder keinem Tumor zu. In seinen Merkmalen entwickelt ein Reaktions-Diffusions-Modell (Fisher-KPP) eine latente Tumordichte, und die entwickelte Dichte entscheidet mit. Die Idee ist die von arXiv 2603.28057, wovon nur die Zusammenfassung vorlag: Aufbau, Köpfe, Verlustfunktion und Training sind von uns, und keine Zahl hier stammt aus jener Arbeit.</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Picture, result, curve and provenance on one page.</source>
        <translation>Bild, Ergebnis, Kurve und Herkunft auf einer Seite.</translation>
    </message>
    <message>
        <source>Picture, result, curve of the volume and provenance on one page.</source>
        <translation>Bild, Ergebnis, Kurve des Volumens und Herkunft auf einer Seite.</translation>
    </message>
    <message>
        <source>Pictures in the order of their names; they carry no positions and no pixel size.</source>
        <translation>Bilder in der Reihenfolge ihrer Namen; sie enthalten weder Lage noch Pixelgröße.</translation>
    </message>
    <message>
        <source>Pictures that are no brain MRI:</source>
        <translation>Bilder, die keine MRT des Gehirns sind:</translation>
    </message>
    <message>
        <source>Pictures: {pictures} of {patients} patients, {outlined} with an outline</source>
        <translation>Bilder: {pictures} von {patients} Patienten, {outlined} mit Umriss</translation>
    </message>
    <message>
        <source>Pin scenario</source>
        <translation>Szenario festhalten</translation>
    </message>
    <message>
        <source>Pin this</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Pinned in 2-D, on slice {slice}; choose 2-D to compare. An area is not held against a volume.</source>
        <translation>In 2-D festgehalten, auf Schicht {slice}; zum Vergleichen 2-D wählen. Eine Fläche wird nicht mit einem Volumen verglichen.</translation>
    </message>
    <message>
        <source>Pinned in 3-D, of the whole series; choose 3-D to compare. A volume is not held against an area.</source>
        <translation>In 3-D festgehalten, für die ganze Serie; zum Vergleichen 3-D wählen. Ein Volumen wird nicht mit einer Fläche verglichen.</translation>
    </message>
    <message>
        <source>Pinned on slice {slice}; go there to compare</source>
        <translation>Auf Schicht {slice} festgehalten; zum Vergleichen dorthin gehen</translation>
    </message>
    <message>
        <source>Pituitary</source>
        <translation>Hypophyse</translation>
    </message>
    <message>
        <source>Pituitary tumor</source>
        <translation>Hypophysentumor</translation>
    </message>
    <message>
        <source>Pituitary tumor · {percent}</source>
        <translation>Hypophysentumor · {percent}</translation>
    </message>
    <message>
        <source>Pixel spacing</source>
        <translation>Pixelabstand</translation>
    </message>
    <message>
        <source>Pixel spacing is that at the detector, not in the patient.</source>
        <translation>Der Pixelabstand gilt am Detektor, nicht im Patienten.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play growth (Space)</source>
        <translation>Wachstum abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Playback speed in frames per second</source>
        <translation>Abspielgeschwindigkeit in Bildern pro Sekunde</translation>
    </message>
    <message>
        <source>Predicted class of each slice</source>
        <translation>Vorhergesagte Klasse jeder Schicht</translation>
    </message>
    <message>
        <source>Predicting</source>
        <translation>Auswertung läuft</translation>
    </message>
    <message>
        <source>Press a key first.</source>
        <translation>Drücken Sie zuerst eine Taste.</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Neue Taste drücken</translation>
    </message>
    <message>
        <source>Preview: one D for all tissue; the run with tissue follows when you stop.</source>
        <translation>Vorschau: ein D für alles Gewebe; der Lauf mit Gewebe folgt, sobald Sie anhalten.</translation>
    </message>
    <message>
        <source>Previous or next slice</source>
        <translation>Vorige oder nächste Schicht</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of the fit</source>
        <translation>Fortschritt der Anpassung</translation>
    </message>
    <message>
        <source>Proliferation ρ, {unit}</source>
        <translation>Proliferation ρ, {unit}</translation>
    </message>
    <message>
        <source>Put D and ρ back to what the network learned for this slice</source>
        <translation>D und ρ auf das zurücksetzen, was das Netz für diese Schicht gelernt hat</translation>
    </message>
    <message>
        <source>Put both back to what the network learned from this slice</source>
        <translation>Beide auf die Werte setzen, die das Netz aus dieser Schicht gelernt hat</translation>
    </message>
    <message>
        <source>Put the keyboard on the image, where Enter takes the measurement and arrow keys move it</source>
        <translation>Die Tastatur auf das Bild richten: Die Eingabetaste greift die Messung, die Pfeiltasten bewegen sie</translation>
    </message>
    <message>
        <source>Qt and PySide6</source>
        <translation>Qt und PySide6</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>RECENT</source>
        <translation>ZULETZT</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Radius of such a ball at {end}, mm</source>
        <translation>Radius einer solchen Kugel bei {end}, mm</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Reading slice {number}…</source>
        <translation>Schicht {number} wird gelesen…</translation>
    </message>
    <message>
        <source>Reading slices</source>
        <translation>Schichten werden gelesen</translation>
    </message>
    <message>
        <source>Reading the slice…</source>
        <translation>Die Schicht wird gelesen…</translation>
    </message>
    <message>
        <source>Reading “{name}”…</source>
        <translation>„{name}“ wird gelesen…</translation>
    </message>
    <message>
        <source>Registered: correlation of the heads {before:.2f} before, {after:.2f} after.</source>
        <translation>Registriert: Korrelation der Köpfe vorher {before:.2f}, nachher {after:.2f}.</translation>
    </message>
    <message>
        <source>Registering the scans</source>
        <translation>Aufnahmen werden registriert</translation>
    </message>
    <message>
        <source>Registration needs both scans: give the other one too, or none.</source>
        <translation>Die Registrierung braucht beide Aufnahmen: Geben Sie auch die andere an oder keine.</translation>
    </message>
    <message>
        <source>Rename scenario</source>
        <translation>Szenario umbenennen</translation>
    </message>
    <message>
        <source>Research use only. Not a medical device.</source>
        <translation>Nur für Forschungszwecke. Kein Medizinprodukt.</translation>
    </message>
    <message>
        <source>Research use only. Not a medical device; not for diagnosis or treatment decisions.</source>
        <translation>Nur für die Forschung. Kein Medizinprodukt; nicht für Diagnosen oder Therapieentscheidungen.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Rücksetzen</translation>
    </message>
    <message>
        <source>Reset D and ρ</source>
        <translation>D und ρ zurücksetzen</translation>
    </message>
    <message>
        <source>Reset D and ρ to &amp;learned</source>
        <translation>D und ρ auf &amp;gelernt zurücksetzen</translation>
    </message>
    <message>
        <source>Reset D and ρ to the learned values</source>
        <translation>D und ρ auf die gelernten Werte zurücksetzen</translation>
    </message>
    <message>
        <source>Reset a&amp;ll</source>
        <translation>A&amp;lle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {name} to the learned value</source>
        <translation>{name} auf den gelernten Wert zurücksetzen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore D and ρ</source>
        <translation>D und ρ wiederherstellen</translation>
    </message>
    <message>
        <source>Restore measurements</source>
        <translation>Messungen wiederherstellen</translation>
    </message>
    <message>
        <source>Restore scenarios</source>
        <translation>Szenarien wiederherstellen</translation>
    </message>
    <message>
        <source>Restore what was on screen</source>
        <translation>Wiederherstellen, was zu sehen war</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Result and growth</source>
        <translation>Ergebnis und Wachstum</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Rechts ziehen</translation>
    </message>
    <message>
        <source>Rivals on an equal, short schedule</source>
        <translation>Vergleichsnetze bei gleichem, kurzem Verlauf</translation>
    </message>
    <message>
        <source>Rivals on the official split</source>
        <translation>Vergleichsnetze auf der offiziellen Aufteilung</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>Ruler: drag a line, or press Enter</source>
        <translation>Lineal: eine Linie ziehen oder Eingabetaste</translation>
    </message>
    <message>
        <source>S&amp;peed</source>
        <translation>Ges&amp;chwindigkeit</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>SERIES</source>
        <translation>SERIEN</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save measurements</source>
        <translation>Messungen speichern</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Save session &amp;as…</source>
        <translation>Sitzung speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Saved {name} in {parent}.</source>
        <translation>{name} gespeichert in {parent}.</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>{name} gespeichert.</translation>
    </message>
    <message>
        <source>Saved {name}. It holds the path of the scan: keep it to yourself.</source>
        <translation>{name} gespeichert. Die Datei enthält den Pfad der Aufnahme: Geben Sie sie nicht weiter.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Scans (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp);;All files (*)</source>
        <translation>Aufnahmen (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Scans from elsewhere</source>
        <translation>Aufnahmen von anderswo</translation>
    </message>
    <message>
        <source>Scans, exported GIFs and sessions (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.json);;All files (*)</source>
        <translation>Aufnahmen, exportierte GIFs und Sitzungen (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Schedule: {epochs} epochs at {size} pixels</source>
        <translation>Verlauf: {epochs} Epochen bei {size} Pixeln</translation>
    </message>
    <message>
        <source>Scores, not an answer:</source>
        <translation>Werte, keine Antwort:</translation>
    </message>
    <message>
        <source>Search file or reason</source>
        <translation>Datei oder Grund suchen</translation>
    </message>
    <message>
        <source>Search in commands and keys</source>
        <translation>In Befehlen und Tasten suchen</translation>
    </message>
    <message>
        <source>Search in tags, names and values</source>
        <translation>In Tags, Namen und Werten suchen</translation>
    </message>
    <message>
        <source>Search the commands</source>
        <translation>Befehle durchsuchen</translation>
    </message>
    <message>
        <source>Search the files that were not used</source>
        <translation>Nicht verwendete Dateien durchsuchen</translation>
    </message>
    <message>
        <source>Search the header</source>
        <translation>Header durchsuchen</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweite</translation>
    </message>
    <message>
        <source>Second scan…</source>
        <translation>Zweite Aufnahme…</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Sessions (*{ending})</source>
        <translation>Sitzungen (*{ending})</translation>
    </message>
    <message>
        <source>Set &amp;window…</source>
        <translation>&amp;Fensterung…</translation>
    </message>
    <message>
        <source>Shape and tissue narrow down the width of the front, √(D/ρ), to {low} to {high} mm.</source>
        <translation>Form und Gewebe grenzen die Breite der Front, √(D/ρ), auf {low} bis {high} mm ein.</translation>
    </message>
    <message>
        <source>Show &amp;density</source>
        <translation>&amp;Dichte zeigen</translation>
    </message>
    <message>
        <source>Show black as white; the data stay as they are</source>
        <translation>Schwarz als Weiß zeigen; die Daten bleiben unverändert</translation>
    </message>
    <message>
        <source>Show or hide difference</source>
        <translation>Differenz zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide scenario</source>
        <translation>Szenario zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the density (O)</source>
        <translation>Dichte zeigen oder verbergen (O)</translation>
    </message>
    <message>
        <source>Show the map of D and ρ</source>
        <translation>Karte von D und ρ zeigen</translation>
    </message>
    <message>
        <source>Show the whole slice, neither enlarged nor moved</source>
        <translation>Ganze Schicht zeigen, weder vergrößert noch verschoben</translation>
    </message>
    <message>
        <source>Show what is compared with: learned, or a pinned scenario</source>
        <translation>Den Vergleich zeigen: gelernt oder ein festgehaltenes Szenario</translation>
    </message>
    <message>
        <source>Show what spoke for the class: the density, and Grad-CAM beside it</source>
        <translation>Zeigen, was für die Klasse sprach: die Dichte und daneben Grad-CAM</translation>
    </message>
    <message>
        <source>Show where there is more or less tumor than in what is compared, in place of the density</source>
        <translation>Statt der Dichte zeigen, wo mehr oder weniger Tumor ist als beim Vergleich</translation>
    </message>
    <message>
        <source>Siemens mosaic: {tiles} slices that were stored side by side in one picture.</source>
        <translation>Siemens-Mosaik: {tiles} Schichten, die nebeneinander in einem Bild gespeichert waren.</translation>
    </message>
    <message>
        <source>Simulated by a model: what it says of one slice, neither a forecast nor a prognosis for a person.</source>
        <translation>Von einem Modell simuliert: was es über eine Schicht sagt, weder Vorhersage noch Prognose für einen Menschen.</translation>
    </message>
    <message>
        <source>Simulated by a model: what it says of the slices of one scan, neither a forecast nor a prognosis for a person.</source>
        <translation>Von einem Modell simuliert: was es über die Schichten einer Aufnahme sagt, weder Vorhersage noch Prognose für einen Menschen.</translation>
    </message>
    <message>
        <source>Simulating growth</source>
        <translation>Wachstum wird simuliert</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>Rundgang überspringen</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Slice {number}</source>
        <translation>Schicht {number}</translation>
    </message>
    <message>
        <source>Slice {number} cannot be shown. {reason}</source>
        <translation>Schicht {number} kann nicht gezeigt werden. {reason}</translation>
    </message>
    <message>
        <source>Slice {number} is next.</source>
        <translation>Schicht {number} ist als nächste an der Reihe.</translation>
    </message>
    <message>
        <source>Slice {number} of the growth in 3-D.</source>
        <translation>Schicht {number} des Wachstums in 3-D.</translation>
    </message>
    <message>
        <source>Slice {number} of {count}</source>
        <translation>Schicht {number}/{count}</translation>
    </message>
    <message>
        <source>Slice {number} was not read.</source>
        <translation>Schicht {number} wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Slice {slice}</source>
        <translation>Schicht {slice}</translation>
    </message>
    <message>
        <source>Slices are judged one by one; a series has no memory between slices.</source>
        <translation>Schichten werden einzeln beurteilt; eine Serie hat kein Gedächtnis zwischen den Schichten.</translation>
    </message>
    <message>
        <source>Slices are matched by nearest scanner position.</source>
        <translation>Die Schichten sind nach der nächsten Position im Scanner zugeordnet.</translation>
    </message>
    <message>
        <source>Slices are matched by their share of the way through the series.</source>
        <translation>Die Schichten sind nach ihrem Anteil am Weg durch die Serie zugeordnet.</translation>
    </message>
    <message>
        <source>Slices are missing: the gaps leave room for {slices} more. No volume is formed.</source>
        <translation>Schichten fehlen: Die Lücken lassen Platz für {slices} weitere. Es wird kein Volumen gebildet.</translation>
    </message>
    <message>
        <source>Slices are not evenly spaced: they can be viewed one by one but form no volume.</source>
        <translation>Die Schichtabstände sind ungleich: Die Schichten lassen sich einzeln ansehen, bilden aber kein Volumen.</translation>
    </message>
    <message>
        <source>Slices in memory. Of a study too large for it, every slice is read and computed,
and those far from the one on screen are read again when you go there.</source>
        <translation>Schichten im Speicher. Ist eine Untersuchung zu groß dafür, wird dennoch jede Schicht gelesen und berechnet,
und Schichten fern der gezeigten werden neu gelesen, wenn Sie dorthin gehen.</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Smooth overlay</source>
        <translation>Überlagerung glätten</translation>
    </message>
    <message>
        <source>Smoothed by {smoothing_mm:g} mm</source>
        <translation>Um {smoothing_mm:g} mm geglättet</translation>
    </message>
    <message>
        <source>So may widths that were not tried.</source>
        <translation>Das gilt auch für nicht erprobte Breiten.</translation>
    </message>
    <message>
        <source>Some values were not numbers (NaN or infinite); they are shown as background.</source>
        <translation>Einige Werte waren keine Zahlen (NaN oder unendlich); sie werden als Hintergrund gezeigt.</translation>
    </message>
    <message>
        <source>Something unexpected happened. The rest of the window goes on working. This report helps to mend it: it holds no image, name, path or identifier, and goes nowhere unless you save it and send it.</source>
        <translation>Etwas Unerwartetes ist geschehen. Der Rest des Fensters arbeitet weiter. Dieser Bericht hilft, es zu beheben: Er enthält weder Bild, Name, Pfad noch Kennung und geht nirgendwohin, es sei denn, Sie speichern und versenden ihn.</translation>
    </message>
    <message>
        <source>Something went wrong while {doing} ({kind}); the rest of the window goes on working.</source>
        <translation>Beim {doing} ging etwas schief ({kind}); der Rest des Fensters arbeitet weiter.</translation>
    </message>
    <message>
        <source>Sources: {sources}</source>
        <translation>Quellen: {sources}</translation>
    </message>
    <message>
        <source>Space plays the growth. Ctrl+E exports what you see, without anything that names the patient. F1 lists all keys.</source>
        <translation>Die Leertaste spielt das Wachstum ab. Strg+E exportiert, was Sie sehen, ohne etwas, das den Patienten nennt. F1 listet alle Tasten auf.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Split: {split}</source>
        <translation>Aufteilung: {split}</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>Die Verbindung zum Netzlaufwerk ist abgerissen</translation>
    </message>
    <message>
        <source>Start again at the end</source>
        <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
        <source>Start from published values</source>
        <translation>Mit veröffentlichten Werten beginnen</translation>
    </message>
    <message>
        <source>Starting the network</source>
        <translation>Netz wird gestartet</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>Stop what is under way; what is there stays (Esc)</source>
        <translation>Laufendes abbrechen; was da ist, bleibt (Esc)</translation>
    </message>
    <message>
        <source>Stopped. Growth is shown on latent cells again.</source>
        <translation>Abgebrochen. Das Wachstum wird wieder auf latenten Zellen gezeigt.</translation>
    </message>
    <message>
        <source>Stopped. What is set is again what the growth on screen was computed with.</source>
        <translation>Abgebrochen. Eingestellt ist wieder, womit das gezeigte Wachstum berechnet wurde.</translation>
    </message>
    <message>
        <source>Stopped. What was read and computed stays; choose the series again to go on.</source>
        <translation>Abgebrochen. Was gelesen und berechnet ist, bleibt; wählen Sie die Serie erneut, um fortzufahren.</translation>
    </message>
    <message>
        <source>Synthetic scan: no patient</source>
        <translation>Synthetisch: kein Patient</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>T&amp;hree planes</source>
        <translation>D&amp;rei Ebenen</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Take back the last change of D and ρ, of a scenario or of a measurement</source>
        <translation>Letzte Änderung von D und ρ, eines Szenarios oder einer Messung zurücknehmen</translation>
    </message>
    <message>
        <source>Taught by: {teachers}</source>
        <translation>Lehrer: {teachers}</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>The D and ρ that were moved are those of the slice on screen alone. Choose 3-D to move them for the series.</source>
        <translation>D und ρ sind nur für die gezeigte Schicht geändert. Wählen Sie 3-D, um sie für die Serie zu ändern.</translation>
    </message>
    <message>
        <source>The class is uncertain; D and ρ are no more certain than that.</source>
        <translation>Die Klasse ist unsicher; D und ρ sind nicht sicherer als sie.</translation>
    </message>
    <message>
        <source>The class with its probability, or plainly that there is no answer. Why? shows the reasons, the model card how good the network is and where it fails. It is no diagnosis.</source>
        <translation>Die Klasse mit ihrer Wahrscheinlichkeit oder offen, dass es keine Antwort gibt. „Warum?“ zeigt die Gründe, die Modellkarte, wie gut das Netz ist und wo es versagt. Es ist keine Diagnose.</translation>
    </message>
    <message>
        <source>The coarse cells on which the network itself computed growth</source>
        <translation>Die groben Zellen, auf denen das Netz selbst das Wachstum berechnet hat</translation>
    </message>
    <message>
        <source>The computation was stopped before this slice.</source>
        <translation>Die Berechnung wurde vor dieser Schicht abgebrochen.</translation>
    </message>
    <message>
        <source>The demo scan is not installed; install PhysNet Viewer again, or open a scan of your own.</source>
        <translation>Die Demo-Aufnahme ist nicht installiert; installieren Sie PhysNet Viewer neu oder öffnen Sie eine eigene Aufnahme.</translation>
    </message>
    <message>
        <source>The density is a latent quantity trained on outlines of the enhancing tumor; it is not a measured cell density.</source>
        <translation>Die Dichte ist eine latente Größe, an Umrissen des anreichernden Tumors gelernt; sie ist keine gemessene Zelldichte.</translation>
    </message>
    <message>
        <source>The domain is empty: there is no cell in which tumor could grow.</source>
        <translation>Das Gebiet ist leer: Es gibt keine Zelle, in der Tumor wachsen könnte.</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>Der Export wurde abgebrochen; es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>The file does not say how large a pixel is: lengths and areas cannot be measured.</source>
        <translation>Die Datei sagt nicht, wie groß ein Pixel ist: Längen und Flächen lassen sich nicht messen.</translation>
    </message>
    <message>
        <source>The file does not say how the patient lay: left and right are not certain.</source>
        <translation>Die Datei sagt nicht, wie der Patient lag: Links und rechts sind nicht sicher.</translation>
    </message>
    <message>
        <source>The file does not say where the slices lie: they are in the order in which the scanner numbered them.</source>
        <translation>Die Datei sagt nicht, wo die Schichten liegen: Sie stehen in der Reihenfolge, in der das Gerät sie nummeriert hat.</translation>
    </message>
    <message>
        <source>The file gives no pixel spacing: lengths are in cells of the network, times in its steps.</source>
        <translation>Die Datei nennt keinen Pixelabstand: Längen stehen in Zellen des Netzes, Zeiten in seinen Schritten.</translation>
    </message>
    <message>
        <source>The files say that voxels are 1 mm in every direction. If that is not so, type their size and fit again.</source>
        <translation>Nach den Dateien sind die Voxel in jeder Richtung 1 mm groß. Stimmt das nicht, geben Sie ihre Größe ein und passen Sie neu an.</translation>
    </message>
    <message>
        <source>The first result follows by itself.</source>
        <translation>Das erste Ergebnis folgt von selbst.</translation>
    </message>
    <message>
        <source>The folder {parent} does not exist: choose another one.</source>
        <translation>Den Ordner {parent} gibt es nicht: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The frame on screen</source>
        <translation>Der gezeigte Zeitpunkt</translation>
    </message>
    <message>
        <source>The front went {way} mm, with pixels of {pixel} mm: take its speed as a rough one.</source>
        <translation>Die Front lief {way} mm bei Pixeln von {pixel} mm: Ihre Geschwindigkeit ist nur ein grober Wert.</translation>
    </message>
    <message>
        <source>The language changes when PhysNet Viewer is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von PhysNet Viewer.</translation>
    </message>
    <message>
        <source>The last session</source>
        <translation>Die letzte Sitzung</translation>
    </message>
    <message>
        <source>The literature speaks of millimetres; this image has no pixel spacing</source>
        <translation>Die Literatur spricht von Millimetern; dieses Bild hat keinen Pixelabstand</translation>
    </message>
    <message>
        <source>The mask in {name} must be numbers in 2 or 3 dimensions.</source>
        <translation>Die Maske in {name} muss aus Zahlen in 2 oder 3 Dimensionen bestehen.</translation>
    </message>
    <message>
        <source>The model card appears when the model is loaded.</source>
        <translation>Die Modellkarte erscheint, wenn das Modell geladen ist.</translation>
    </message>
    <message>
        <source>The name has to end in {suffix}.</source>
        <translation>Der Name muss auf {suffix} enden.</translation>
    </message>
    <message>
        <source>The network also learns the source: &apos;no tumor&apos; pictures come from other scanners than tumors. In heads without tumor, some slices at the top, at the side of the head and beneath the brain are called tumor or left uncertain; the healthy scans of the table show which.</source>
        <translation>Das Netz lernt auch die Quelle: Bilder ohne Tumor kommen von anderen Geräten als Tumoren. In Köpfen ohne Tumor werden einige Schichten am Scheitel, an der Seite des Kopfes und unterhalb des Gehirns Tumor genannt oder bleiben unsicher; die gesunden Aufnahmen der Tabelle zeigen, welche.</translation>
    </message>
    <message>
        <source>The network cannot judge such an image: do not rely on the scores.</source>
        <translation>Das Netz kann ein solches Bild nicht beurteilen: Verlassen Sie sich nicht auf die Werte.</translation>
    </message>
    <message>
        <source>The network could not be started.</source>
        <translation>Das Netz konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The network now runs on the CPU: slower than on a GPU, with the same answers within rounding.</source>
        <translation>Das Netz läuft jetzt auf der CPU: langsamer als auf einer GPU, bis auf Rundung mit denselben Ergebnissen.</translation>
    </message>
    <message>
        <source>The network now runs on the {device}: faster, with the same answers within rounding.</source>
        <translation>Das Netz läuft jetzt auf: {device}. Schneller, bis auf Rundung mit denselben Ergebnissen.</translation>
    </message>
    <message>
        <source>The network runs on: {device}</source>
        <translation>Das Netz läuft auf: {device}</translation>
    </message>
    <message>
        <source>The network&apos;s own head, run again with the D and ρ of the sliders: it shows how its class hangs on growth.</source>
        <translation>Der Klassifikator des Netzes, erneut ausgeführt mit D und ρ der Regler: So zeigt sich, wie die Klasse vom Wachstum abhängt.</translation>
    </message>
    <message>
        <source>The outlines appear here.</source>
        <translation>Hier erscheinen die Konturen.</translation>
    </message>
    <message>
        <source>The physics does not win here: “{name}” overlaps better ({best:.3f} against {fitted:.3f}).</source>
        <translation>Die Physik gewinnt hier nicht: „{name}“ stimmt besser überein ({best:.3f} gegen {fitted:.3f}).</translation>
    </message>
    <message>
        <source>The physics is ahead of “{name}” by {gain:.3f}, less than half a voxel of misregistration costs ({noise:.3f}): no real difference.</source>
        <translation>Die Physik liegt um {gain:.3f} vor „{name}“, weniger, als ein halbes Voxel Fehlregistrierung kostet ({noise:.3f}): kein echter Unterschied.</translation>
    </message>
    <message>
        <source>The picture is empty: all its pixels have the same value.</source>
        <translation>Das Bild ist leer: Alle Pixel haben denselben Wert.</translation>
    </message>
    <message>
        <source>The picture is in color; MRI is grey.</source>
        <translation>Das Bild ist farbig; ein MRT ist grau.</translation>
    </message>
    <message>
        <source>The picture is only {rows} x {columns} pixels.</source>
        <translation>Das Bild hat nur {rows} x {columns} Pixel.</translation>
    </message>
    <message>
        <source>The picture is unlike the brain MRI slices that the network was trained on.</source>
        <translation>Das Bild ähnelt nicht den Hirn-MRT-Schichten, mit denen das Netz trainiert wurde.</translation>
    </message>
    <message>
        <source>The reasons follow once the slice is computed.</source>
        <translation>Die Gründe folgen, sobald die Schicht berechnet ist.</translation>
    </message>
    <message>
        <source>The rows and columns of this slice are not at right angles: export NIfTI instead.</source>
        <translation>Zeilen und Spalten dieser Schicht stehen nicht senkrecht aufeinander: Exportieren Sie stattdessen NIfTI.</translation>
    </message>
    <message>
        <source>The scan is synthetic: it shows no patient.</source>
        <translation>Die Aufnahme ist synthetisch: Sie zeigt keinen Patienten.</translation>
    </message>
    <message>
        <source>The scan of {name} is not at {path} any more: open it where it is now, and it is shown as saved.</source>
        <translation>Die Aufnahme zu {name} ist nicht mehr unter {path}: Öffnen Sie sie an ihrem jetzigen Ort, dann wird sie wie gespeichert gezeigt.</translation>
    </message>
    <message>
        <source>The scans are not registered to each other.</source>
        <translation>Die Aufnahmen sind nicht aufeinander registriert.</translation>
    </message>
    <message>
        <source>The slices form no regular volume, so no other plane can be cut through them.</source>
        <translation>Die Schichten bilden kein regelmäßiges Volumen; andere Ebenen lassen sich nicht hindurchlegen.</translation>
    </message>
    <message>
        <source>The slices lie askew above each other; planes across them would be distorted.</source>
        <translation>Die Schichten liegen schräg übereinander; Ebenen quer dazu wären verzerrt.</translation>
    </message>
    <message>
        <source>The tumor density over the image; how it is drawn is set below the image</source>
        <translation>Tumordichte über dem Bild; die Darstellung wird unter dem Bild eingestellt</translation>
    </message>
    <message>
        <source>The tumor was small for a front so wide (radius {radius} mm).</source>
        <translation>Der Tumor war klein für eine so breite Front (Radius {radius} mm).</translation>
    </message>
    <message>
        <source>The value that is shown middle grey</source>
        <translation>Der Wert, der mittelgrau gezeigt wird</translation>
    </message>
    <message>
        <source>The video encoder could not write the film: export a GIF instead, or free disk space.</source>
        <translation>Der Videoencoder konnte den Film nicht schreiben: Exportieren Sie stattdessen ein GIF oder schaffen Sie Speicherplatz.</translation>
    </message>
    <message>
        <source>The video encoder is missing: install PhysNet Viewer again, or export a GIF instead.</source>
        <translation>Der Videoencoder fehlt: Installieren Sie PhysNet Viewer neu oder exportieren Sie stattdessen ein GIF.</translation>
    </message>
    <message>
        <source>The weights could not be loaded.</source>
        <translation>Die Gewichte konnten nicht geladen werden.</translation>
    </message>
    <message>
        <source>The wheel and the arrow keys page, a left drag sets brightness, a right drag zooms, a middle drag moves. The colors are the tumor density that the network sees; O hides them.</source>
        <translation>Rad und Pfeiltasten blättern, Ziehen mit links stellt die Fensterung ein, mit rechts den Zoom, mit der Mitte verschiebt es. Die Farben sind die Tumordichte, die das Netz sieht; O blendet sie aus.</translation>
    </message>
    <message>
        <source>The whole series at a glance</source>
        <translation>Die ganze Serie auf einen Blick</translation>
    </message>
    <message>
        <source>The {which} mask has {voxels} voxels and its scan {scan_voxels}; they must agree.</source>
        <translation>Die {which} Maske hat {voxels} Voxel und ihre Aufnahme {scan_voxels}; sie müssen übereinstimmen.</translation>
    </message>
    <message>
        <source>The {which} mask is empty: there is no tumor to grow from or into.</source>
        <translation>Die {which} Maske ist leer: Es gibt keinen Tumor, von dem oder zu dem etwas wachsen könnte.</translation>
    </message>
    <message>
        <source>There is no bundle at {path}; name a folder that `physnet train` has written.</source>
        <translation>Unter {path} liegt kein Modell; nennen Sie einen Ordner, den `physnet train` geschrieben hat.</translation>
    </message>
    <message>
        <source>There is no folder {folder}: create it first, or choose another one.</source>
        <translation>Den Ordner {folder} gibt es nicht: Legen Sie ihn an oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>There is no growth on this slice.</source>
        <translation>Auf dieser Schicht gibt es kein Wachstum.</translation>
    </message>
    <message>
        <source>There is no growth to export on this slice.</source>
        <translation>Auf dieser Schicht gibt es kein Wachstum zu exportieren.</translation>
    </message>
    <message>
        <source>There is no network to find density with.</source>
        <translation>Es gibt kein Netz, um die Dichte zu bestimmen.</translation>
    </message>
    <message>
        <source>There was not enough memory while {doing}; close other programs or open a smaller scan.</source>
        <translation>Beim {doing} reichte der Arbeitsspeicher nicht; schließen Sie andere Programme oder öffnen Sie eine kleinere Aufnahme.</translation>
    </message>
    <message>
        <source>They are dimensionless inside (D^ = D dt/h^2, rho^ = rho dt). Numbers in mm^2/day and 1/day use the pixel spacing of the scan and the **assumption** that one step is {days} days; a single scan cannot tell the time. Fisher-KPP is a model of glioma: for meningioma and pituitary tumors D and rho only describe the latent density. Nothing in the training data determines D and rho by itself; in training they are drawn to the literature (a log-normal prior, weight {weight}), and what the pictures add to that is not shown yet to mean anything.</source>
        <translation>Innen sind sie dimensionslos (D^ = D dt/h^2, rho^ = rho dt). Zahlen in mm^2/Tag und 1/Tag benutzen den Pixelabstand der Aufnahme und die **Annahme**, dass ein Schritt {days} Tage dauert; eine einzelne Aufnahme verrät die Zeit nicht. Fisher-KPP ist ein Modell des Glioms: Bei Meningeomen und Hypophysentumoren beschreiben D und rho nur die latente Dichte. Nichts in den Trainingsdaten bestimmt D und rho von sich aus; im Training werden sie zur Literatur gezogen (log-normale Vorannahme, Gewicht {weight}), und dass die Bilder dem etwas Bedeutsames hinzufügen, ist noch nicht gezeigt.</translation>
    </message>
    <message>
        <source>This file exists and will be replaced.</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt.</translation>
    </message>
    <message>
        <source>This folder is empty: there is no scan in it.</source>
        <translation>Dieser Ordner ist leer: Er enthält keine Aufnahme.</translation>
    </message>
    <message>
        <source>This machine has no device {device}; use --device auto or --device cpu.</source>
        <translation>Dieser Rechner hat kein Gerät {device}; verwenden Sie --device auto oder --device cpu.</translation>
    </message>
    <message>
        <source>This scan does not say where in the patient its slices lie, which an outline needs: use NIfTI.</source>
        <translation>Diese Aufnahme sagt nicht, wo im Patienten ihre Schichten liegen; eine Kontur braucht das: Verwenden Sie NIfTI.</translation>
    </message>
    <message>
        <source>This series has {slices} slices, too many for growth in three dimensions; grow a single slice instead.</source>
        <translation>Diese Serie hat {slices} Schichten, zu viele für Wachstum in drei Dimensionen; lassen Sie stattdessen eine einzelne Schicht wachsen.</translation>
    </message>
    <message>
        <source>This slice cannot be read.</source>
        <translation>Diese Schicht ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Three planes need more than one slice.</source>
        <translation>Drei Ebenen brauchen mehr als eine Schicht.</translation>
    </message>
    <message>
        <source>Three planes need to know where the slices lie and how large a pixel is; this scan does not say.</source>
        <translation>Drei Ebenen brauchen die Lage der Schichten und die Pixelgröße; diese Aufnahme gibt sie nicht an.</translation>
    </message>
    <message>
        <source>Three planes: go to a place</source>
        <translation>Drei Ebenen: zu einer Stelle gehen</translation>
    </message>
    <message>
        <source>Through time, and away with it</source>
        <translation>Durch die Zeit, und mitnehmen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time between</source>
        <translation>Zeit dazwischen</translation>
    </message>
    <message>
        <source>Time in which the area doubles, mean over the whole run</source>
        <translation>Zeit, in der sich die Fläche verdoppelt, im Mittel über den ganzen Lauf</translation>
    </message>
    <message>
        <source>Time in which the volume doubles, mean over the whole run</source>
        <translation>Zeit, in der sich das Volumen verdoppelt, im Mittel über den ganzen Lauf</translation>
    </message>
    <message>
        <source>Time of the growth shown over the image (Left and Right)</source>
        <translation>Zeitpunkt des Wachstums über dem Bild (Pfeil links und rechts)</translation>
    </message>
    <message>
        <source>Time per step (assumed)</source>
        <translation>Zeit pro Schritt (angenommen)</translation>
    </message>
    <message>
        <source>Tissue maps</source>
        <translation>Gewebekarten</translation>
    </message>
    <message>
        <source>Tissue maps were given; tumor stays in white and grey matter.</source>
        <translation>Gewebekarten wurden angegeben; Tumor bleibt in weißer und grauer Substanz.</translation>
    </message>
    <message>
        <source>Tissue maps: three files, white matter; grey matter; fluid, in this order with ; between.</source>
        <translation>Gewebekarten: drei Dateien, weiße Substanz; graue Substanz; Liquor, in dieser Reihenfolge mit ; dazwischen.</translation>
    </message>
    <message>
        <source>To the end of the growth</source>
        <translation>Zum Ende des Wachstums</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>Trained alike on the split that papers report, 12 epochs at 128 pixels from random weights, on pictures that were changed little.</source>
        <translation>Gleich trainiert auf der Aufteilung, über die Arbeiten berichten: 12 Epochen bei 128 Pixeln ab zufälligen Gewichten, an wenig veränderten Bildern.</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Tumor area over time</source>
        <translation>Tumorfläche über die Zeit</translation>
    </message>
    <message>
        <source>Tumor density from which growth starts</source>
        <translation>Tumordichte, von der das Wachstum ausgeht</translation>
    </message>
    <message>
        <source>Tumor growth in three dimensions</source>
        <translation>Tumorwachstum in 3-D</translation>
    </message>
    <message>
        <source>Tumor growth on one slice</source>
        <translation>Tumorwachstum in einer Schicht</translation>
    </message>
    <message>
        <source>Tumor spreads alike in the whole {place}: {reason}.</source>
        <translation>Der Tumor breitet sich im ganzen {place} gleich aus: {reason}.</translation>
    </message>
    <message>
        <source>Tumor {quantity} over time</source>
        <translation>Tumor: {quantity} über die Zeit</translation>
    </message>
    <message>
        <source>Turning one scan turns the other to the slice that lies nearest.
Another series on the left brings the one most like it on the right.</source>
        <translation>Blättern in einer Aufnahme stellt die andere auf die nächstliegende Schicht.
Eine andere Serie links holt rechts die ähnlichste.</translation>
    </message>
    <message>
        <source>Tweaked</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Two outlines of one tumor, some time apart, tell how fast its front went. Registration needs both scans; without them the outlines are compared as they lie.</source>
        <translation>Zwei zeitlich getrennte Konturen desselben Tumors sagen, wie schnell seine Front war. Die Registrierung braucht beide Aufnahmen; ohne sie werden die Konturen verglichen, wie sie liegen.</translation>
    </message>
    <message>
        <source>Two outlines tell one number, the speed of the front: 2√(Dρ) = {speed} mm a year.</source>
        <translation>Zwei Konturen sagen eine Zahl, die Geschwindigkeit der Front: 2√(Dρ) = {speed} mm im Jahr.</translation>
    </message>
    <message>
        <source>Type a number from {low} to {high}. Arrow keys change it by 5 %.</source>
        <translation>Eine Zahl von {low} bis {high} eingeben. Die Pfeiltasten ändern sie um 5 %.</translation>
    </message>
    <message>
        <source>Type another name</source>
        <translation>Anderen Namen eingeben</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation>Unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Unknown device {device}; use auto, cpu, cuda, cuda:N or mps.</source>
        <translation>Unbekanntes Gerät {device}; verwenden Sie auto, cpu, cuda, cuda:N oder mps.</translation>
    </message>
    <message>
        <source>Up to {high} mm a year could not be told from none.</source>
        <translation>Bis zu {high} mm im Jahr ließen sich nicht von Stillstand unterscheiden.</translation>
    </message>
    <message>
        <source>Use a &amp;GPU where there is one</source>
        <translation>GP&amp;U verwenden, wo es eine gibt</translation>
    </message>
    <message>
        <source>Use these D and ρ</source>
        <translation>D und ρ übernehmen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values from here down are black</source>
        <translation>Werte von hier abwärts sind schwarz</translation>
    </message>
    <message>
        <source>Values from here up are white</source>
        <translation>Werte von hier aufwärts sind weiß</translation>
    </message>
    <message>
        <source>Values from the literature</source>
        <translation>Werte aus der Literatur</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Viewers differ: in some, dragging the mouse up brightens, in others dragging it down</source>
        <translation>Viewer unterscheiden sich: Bei manchen hellt Ziehen nach oben auf, bei anderen nach unten</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Volume at the start, mL</source>
        <translation>Volumen am Anfang, mL</translation>
    </message>
    <message>
        <source>Volume at {end}, mL</source>
        <translation>Volumen bei {end}, mL</translation>
    </message>
    <message>
        <source>Volume doubles in, days</source>
        <translation>Volumen verdoppelt sich in, Tage</translation>
    </message>
    <message>
        <source>Volume over time</source>
        <translation>Volumen im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Volume with density of at least {threshold:g}, at the shown time</source>
        <translation>Volumen mit einer Dichte von mindestens {threshold:g} zum gezeigten Zeitpunkt</translation>
    </message>
    <message>
        <source>Voxel size</source>
        <translation>Voxelgröße</translation>
    </message>
    <message>
        <source>Voxel size in mm: row, column, slice</source>
        <translation>Voxelgröße in mm: Zeile, Spalte, Schicht</translation>
    </message>
    <message>
        <source>Voxel size: the three numbers must be positive, in mm.</source>
        <translation>Voxelgröße: Die drei Zahlen müssen positiv sein, in mm.</translation>
    </message>
    <message>
        <source>Voxel size: three numbers in mm, as in 0.94, 0.94, 6.5.</source>
        <translation>Voxelgröße: drei Zahlen in mm, etwa 0.94, 0.94, 6.5.</translation>
    </message>
    <message>
        <source>Waiting for all slices</source>
        <translation>Warten auf alle Schichten</translation>
    </message>
    <message>
        <source>Weights (SHA-256)</source>
        <translation>Gewichte (SHA-256)</translation>
    </message>
    <message>
        <source>Weights: trained by us from {start}; half precision, safetensors</source>
        <translation>Gewichte: von uns trainiert, ausgehend von {start}; halbe Genauigkeit, safetensors</translation>
    </message>
    <message>
        <source>What PhysNet makes of it follows.</source>
        <translation>Was PhysNet dazu sagt, folgt.</translation>
    </message>
    <message>
        <source>What PhysNet says</source>
        <translation>Was PhysNet sagt</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What it gets wrong</source>
        <translation>Was es falsch macht</translation>
    </message>
    <message>
        <source>What the network was trained on, how good it is, and where it fails</source>
        <translation>Womit das Netz trainiert wurde, wie gut es ist und wo es versagt</translation>
    </message>
    <message>
        <source>What the program did and what went wrong. It stays on this machine; paths, names and identifiers are left out.</source>
        <translation>Was das Programm getan hat und was schiefging. Es bleibt auf diesem Rechner; Pfade, Namen und Kennungen sind ausgelassen.</translation>
    </message>
    <message>
        <source>What you see between cells was not computed</source>
        <translation>Was zwischen den Zellen zu sehen ist, wurde nicht berechnet</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Where the last features raised the score of the class, relative to this slice</source>
        <translation>Wo die letzten Merkmale den Wert der Klasse erhöht haben, relativ zu dieser Schicht</translation>
    </message>
    <message>
        <source>Where the network sees tumor before growth; the class is found with its help</source>
        <translation>Wo das Netz vor dem Wachstum Tumor sieht; damit wird die Klasse gefunden</translation>
    </message>
    <message>
        <source>Which files were not used, and why</source>
        <translation>Welche Dateien nicht verwendet wurden und warum</translation>
    </message>
    <message>
        <source>Which frame</source>
        <translation>Welcher Zeitpunkt</translation>
    </message>
    <message>
        <source>White at</source>
        <translation>Weiß bei</translation>
    </message>
    <message>
        <source>White matter, grey matter and fluid were told apart in the picture; tumor stays in the first two.</source>
        <translation>Weiße Substanz, graue Substanz und Liquor wurden im Bild unterschieden; Tumor bleibt in den ersten beiden.</translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Ganzer Bereich</translation>
    </message>
    <message>
        <source>Why it was not used</source>
        <translation>Warum sie nicht verwendet wurde</translation>
    </message>
    <message>
        <source>Why this class</source>
        <translation>Warum diese Klasse</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fensterbreite</translation>
    </message>
    <message>
        <source>Window, center | width</source>
        <translation>Fenster, Mitte | Breite</translation>
    </message>
    <message>
        <source>Window: width across, level up and down</source>
        <translation>Fensterung: Breite quer, Mitte auf und ab</translation>
    </message>
    <message>
        <source>With new UIDs: it does not refer to the study, and no archive files it there by itself.</source>
        <translation>Mit neuen UIDs: Die Datei verweist nicht auf die Studie, und kein Archiv ordnet sie ihr von selbst zu.</translation>
    </message>
    <message>
        <source>With several images on screen, each fills the view in turn, and then all are back</source>
        <translation>Bei mehreren Bildern füllt jedes der Reihe nach die Ansicht, danach sind wieder alle da</translation>
    </message>
    <message>
        <source>Words after the IPCC: very likely ≥ 90 %, likely ≥ 66 %. Calibrated on held-out data.</source>
        <translation>Wortwahl nach dem IPCC: sehr wahrscheinlich ≥ 90 %, wahrscheinlich ≥ 66 %. Kalibriert an zurückgehaltenen Daten.</translation>
    </message>
    <message>
        <source>Write this table to a file, without anything that names the patient</source>
        <translation>Diese Tabelle in eine Datei schreiben, ohne etwas, das den Patienten nennt</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Zoom am Mauszeiger</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>`clean` parts the pictures by patient: it is the figure to judge by, and its network is the one that ships. `official` is the split that papers report; three quarters of its test pictures have a copy in its training part, and nearly all others a slice of the same patient, so it measures memory. `official-clean` are those without a copy. These two are of another PhysNet, trained for them alone: on pictures that were changed little, and validated on pictures drawn one by one, as the test part was. Intervals are bootstrapped by patient.</source>
        <translation>`clean` trennt die Bilder nach Patienten: Nach dieser Zahl ist zu urteilen, und ihr Netz wird ausgeliefert. `official` ist die Aufteilung, über die Arbeiten berichten; drei Viertel ihrer Testbilder haben eine Kopie im Trainingsteil und fast alle anderen eine Schicht desselben Patienten, sie misst also das Gedächtnis. `official-clean` sind die ohne Kopie. Beide stammen von einem anderen PhysNet, das nur dafür trainiert wurde: an wenig veränderten Bildern, und validiert an einzeln gezogenen Bildern, wie der Testteil. Intervalle sind durch Bootstrap über Patienten bestimmt.</translation>
    </message>
    <message>
        <source>a further image at a place that the other repetitions of the series do not reach; left out</source>
        <translation>ein weiteres Bild an einer Stelle, die die anderen Wiederholungen der Serie nicht erreichen; ausgelassen</translation>
    </message>
    <message>
        <source>a teacher began with ImageNet weights</source>
        <translation>ein Lehrer begann mit ImageNet-Gewichten</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>accuracy (95 % interval)</source>
        <translation>Genauigkeit (95-%-Intervall)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>an unknown method</source>
        <translation>einem unbekannten Verfahren</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>as biology says</source>
        <translation>wie es die Biologie sagt</translation>
    </message>
    <message>
        <source>as biology says, but not beyond chance</source>
        <translation>wie es die Biologie sagt, aber nicht über den Zufall hinaus</translation>
    </message>
    <message>
        <source>as in the files, or: row, column, slice mm</source>
        <translation>wie Datei, oder Zeile, Spalte, Schicht mm</translation>
    </message>
    <message>
        <source>as in the scan</source>
        <translation>wie in der Aufnahme</translation>
    </message>
    <message>
        <source>as in the scan, measured</source>
        <translation>wie in der Aufnahme, vermessen</translation>
    </message>
    <message>
        <source>asking the network</source>
        <translation>Befragen des Netzes</translation>
    </message>
    <message>
        <source>assumed: 1 step =</source>
        <translation>angenommen: 1 Schritt =</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>axial</translation>
    </message>
    <message>
        <source>batch {batch}, seed {seed}</source>
        <translation>Stapel {batch}, Startwert {seed}</translation>
    </message>
    <message>
        <source>black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>brain</source>
        <translation>Gehirn</translation>
    </message>
    <message>
        <source>called tumor</source>
        <translation>Tumor genannt</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>cells as computed</source>
        <translation>Zellen wie berechnet</translation>
    </message>
    <message>
        <source>cells/step</source>
        <translation>Zellen/Schritt</translation>
    </message>
    <message>
        <source>cells²</source>
        <translation>Zellen²</translation>
    </message>
    <message>
        <source>cell²/step</source>
        <translation>Zelle²/Schritt</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>computed for {values}</source>
        <translation>berechnet für {values}</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>wird berechnet…</translation>
    </message>
    <message>
        <source>coronal</source>
        <translation>koronal</translation>
    </message>
    <message>
        <source>damage</source>
        <translation>Schaden</translation>
    </message>
    <message>
        <source>day {day}</source>
        <translation>Tag {day}</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>days assumed</source>
        <translation>Tage angenommen</translation>
    </message>
    <message>
        <source>density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>density u0</source>
        <translation>Dichte u0</translation>
    </message>
    <message>
        <source>density {density:.2f}</source>
        <translation>Dichte {density:.2f}</translation>
    </message>
    <message>
        <source>density ≥ {threshold}, in {unit}</source>
        <translation>Dichte ≥ {threshold}, in {unit}</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>Diffusion</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>früher</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>fitting D and ρ</source>
        <translation>Anpassen von D und ρ</translation>
    </message>
    <message>
        <source>folder: {reason}</source>
        <translation>Ordner: {reason}</translation>
    </message>
    <message>
        <source>ghosting</source>
        <translation>Geisterbilder</translation>
    </message>
    <message>
        <source>glioma</source>
        <translation>Gliom</translation>
    </message>
    <message>
        <source>going from one control to the next</source>
        <translation>den Wechsel zum nächsten Bedienelement</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>grey matter does not line the brain in it as on T1</source>
        <translation>Die graue Substanz umsäumt das Gehirn darin nicht wie in T1</translation>
    </message>
    <message>
        <source>growing a pinned scenario again</source>
        <translation>Neuberechnen eines festgehaltenen Szenarios</translation>
    </message>
    <message>
        <source>growing in 3-D</source>
        <translation>Berechnen des Wachstums in 3-D</translation>
    </message>
    <message>
        <source>growing in 3-D…</source>
        <translation>wächst in 3-D…</translation>
    </message>
    <message>
        <source>growth shown is latent: no tumor was found</source>
        <translation>das gezeigte Wachstum ist latent: Es wurde kein Tumor gefunden</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bildraster</translation>
    </message>
    <message>
        <source>image grid</source>
        <translation>Bildraster</translation>
    </message>
    <message>
        <source>imageio-ffmpeg, with FFmpeg</source>
        <translation>imageio-ffmpeg, mit FFmpeg</translation>
    </message>
    <message>
        <source>in macro-F1</source>
        <translation>in Makro-F1</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>interpolated</source>
        <translation>interpoliert</translation>
    </message>
    <message>
        <source>it cannot be read ({reason})</source>
        <translation>nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>it does not say how much faster its cells moved in white matter than in grey, so the ratio in the window, {ratio:g} : 1, stays</source>
        <translation>darin steht nicht, wievielmal schneller sich die Zellen in weißer als in grauer Substanz bewegten, deshalb bleibt das eingestellte Verhältnis {ratio:g} : 1</translation>
    </message>
    <message>
        <source>it grew in 3-D and this is the slice alone</source>
        <translation>dort wuchs die Serie in 3-D, hier die Schicht allein</translation>
    </message>
    <message>
        <source>it holds a list of numbers, not an image</source>
        <translation>enthält eine Liste von Zahlen, kein Bild</translation>
    </message>
    <message>
        <source>it holds no image</source>
        <translation>enthält kein Bild</translation>
    </message>
    <message>
        <source>it is DICOM but holds no image ({kind})</source>
        <translation>ist DICOM, enthält aber kein Bild ({kind})</translation>
    </message>
    <message>
        <source>it is a GIF picture; only PNG, JPEG, TIFF and BMP are read</source>
        <translation>ist ein GIF-Bild; gelesen werden nur PNG, JPEG, TIFF und BMP</translation>
    </message>
    <message>
        <source>it is a PDF document</source>
        <translation>ist ein PDF-Dokument</translation>
    </message>
    <message>
        <source>it is a PowerPoint presentation</source>
        <translation>ist eine PowerPoint-Präsentation</translation>
    </message>
    <message>
        <source>it is a Visio drawing</source>
        <translation>ist eine Visio-Zeichnung</translation>
    </message>
    <message>
        <source>it is a Word document</source>
        <translation>ist ein Word-Dokument</translation>
    </message>
    <message>
        <source>it is a ZIP archive that is damaged or cut off</source>
        <translation>ist ein ZIP-Archiv, beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>it is a ZIP archive; unpack it first</source>
        <translation>ist ein ZIP-Archiv; entpacken Sie es zuerst</translation>
    </message>
    <message>
        <source>it is a compressed file without a scan; unpack it first</source>
        <translation>ist eine komprimierte Datei ohne Aufnahme; entpacken Sie sie zuerst</translation>
    </message>
    <message>
        <source>it is a file of NumPy arrays, not a scan</source>
        <translation>ist eine Datei mit NumPy-Feldern, keine Aufnahme</translation>
    </message>
    <message>
        <source>it is a file of the operating system, not a scan</source>
        <translation>ist eine Datei des Betriebssystems, keine Aufnahme</translation>
    </message>
    <message>
        <source>it is a hidden folder</source>
        <translation>ist ein versteckter Ordner</translation>
    </message>
    <message>
        <source>it is a link that leads nowhere</source>
        <translation>ist eine Verknüpfung, die ins Leere führt</translation>
    </message>
    <message>
        <source>it is a link to a folder that is read already</source>
        <translation>ist eine Verknüpfung zu einem Ordner, der schon gelesen wird</translation>
    </message>
    <message>
        <source>it is a note of the macOS file system, not a scan</source>
        <translation>ist eine Notiz des macOS-Dateisystems, keine Aufnahme</translation>
    </message>
    <message>
        <source>it is a program</source>
        <translation>ist ein Programm</translation>
    </message>
    <message>
        <source>it is a small picture beside DICOM images, taken for a preview; open it on its own to see it</source>
        <translation>ist ein kleines Bild neben DICOM-Bildern, vermutlich eine Vorschau; öffnen Sie es einzeln, um es zu sehen</translation>
    </message>
    <message>
        <source>it is a text file, not a scan</source>
        <translation>ist eine Textdatei, keine Aufnahme</translation>
    </message>
    <message>
        <source>it is an Excel workbook</source>
        <translation>ist eine Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>it is an OpenDocument file</source>
        <translation>ist eine OpenDocument-Datei</translation>
    </message>
    <message>
        <source>it is an archive; unpack it first</source>
        <translation>ist ein Archiv; entpacken Sie es zuerst</translation>
    </message>
    <message>
        <source>it is an e-book</source>
        <translation>ist ein E-Book</translation>
    </message>
    <message>
        <source>it is damaged or cut off</source>
        <translation>ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>it is half of a NIfTI pair (.hdr and .img); convert the pair to one .nii file</source>
        <translation>ist die Hälfte eines NIfTI-Paars (.hdr und .img); wandeln Sie das Paar in eine .nii-Datei um</translation>
    </message>
    <message>
        <source>it is neither DICOM nor NIfTI nor a PNG, JPEG, TIFF or BMP picture</source>
        <translation>ist weder DICOM noch NIfTI noch ein PNG-, JPEG-, TIFF- oder BMP-Bild</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is the index of a DICOM disc (DICOMDIR) and holds no image</source>
        <translation>ist das Verzeichnis eines DICOM-Datenträgers (DICOMDIR) und enthält kein Bild</translation>
    </message>
    <message>
        <source>it is {wrong} NIfTI under a wrong name; rename it to end in {right}</source>
        <translation>ist NIfTI unter falschem Namen ({wrong}); benennen Sie die Datei so um, dass sie auf {right} endet</translation>
    </message>
    <message>
        <source>it looks like DICOM, but its header is damaged or empty</source>
        <translation>sieht nach DICOM aus, aber der Header ist beschädigt oder leer</translation>
    </message>
    <message>
        <source>it ran for {steps:g} steps and the window shows {shown}</source>
        <translation>der Lauf hatte {steps:g} Schritte, das Fenster zeigt {shown}</translation>
    </message>
    <message>
        <source>it was made of another scan or series than the one on screen</source>
        <translation>die Grundlage war eine andere Aufnahme oder Serie als die gezeigte</translation>
    </message>
    <message>
        <source>it was made with {one} and this is {other}, whose density differs</source>
        <translation>die Grundlage war {one}, hier läuft {other} mit anderer Dichte</translation>
    </message>
    <message>
        <source>its DICOM header is damaged</source>
        <translation>der DICOM-Header ist beschädigt</translation>
    </message>
    <message>
        <source>its NIfTI header is damaged</source>
        <translation>der NIfTI-Header ist beschädigt</translation>
    </message>
    <message>
        <source>its brightness does not fall into white matter, grey matter and fluid</source>
        <translation>Die Helligkeit zerfällt nicht in weiße Substanz, graue Substanz und Liquor</translation>
    </message>
    <message>
        <source>its cells moved {ratio:g} times as fast in white matter as in grey and {most:g} times is the most here</source>
        <translation>darin bewegten sich die Zellen in weißer Substanz {ratio:g}-mal so schnell wie in grauer, hier ist höchstens das {most:g}-Fache möglich</translation>
    </message>
    <message>
        <source>its header claims a picture larger than any scan</source>
        <translation>laut Header ist das Bild größer als jede Aufnahme</translation>
    </message>
    <message>
        <source>its header claims {images} images of {rows} x {columns} pixels, larger than any scan; it is damaged</source>
        <translation>laut Header sind es {images} Bilder mit {rows} x {columns} Pixeln, größer als jede Aufnahme; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>its header says the image is empty ({rows} x {columns}, {images} images)</source>
        <translation>laut Header ist das Bild leer ({rows} x {columns}, {images} Bilder)</translation>
    </message>
    <message>
        <source>its image is compressed with {method}, which cannot be decoded here</source>
        <translation>das Bild ist mit {method} komprimiert und lässt sich hier nicht dekodieren</translation>
    </message>
    <message>
        <source>its image is cut off: the file is shorter than it should be; copy it again</source>
        <translation>das Bild ist abgeschnitten: Die Datei ist kürzer, als sie sein sollte; kopieren Sie sie erneut</translation>
    </message>
    <message>
        <source>its image is cut off: the file is shorter than its header says; copy it again</source>
        <translation>das Bild ist abgeschnitten: Die Datei ist kürzer, als ihr Header sagt; kopieren Sie sie erneut</translation>
    </message>
    <message>
        <source>its series is not in this scan any more</source>
        <translation>die Serie ist nicht mehr in dieser Aufnahme</translation>
    </message>
    <message>
        <source>latent</source>
        <translation>latentes Raster</translation>
    </message>
    <message>
        <source>latent time</source>
        <translation>latente Zeit</translation>
    </message>
    <message>
        <source>later</source>
        <translation>später</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>learned: {value}</source>
        <translation>gelernt: {value}</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>ln 2/ρ: time in which a thin density doubles. The area doubles more slowly.</source>
        <translation>ln 2/ρ: Zeit, in der sich eine dünne Dichte verdoppelt. Die Fläche verdoppelt sich langsamer.</translation>
    </message>
    <message>
        <source>looking for scans</source>
        <translation>Suchen nach Aufnahmen</translation>
    </message>
    <message>
        <source>macro-F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>macro-F1 (95 % interval)</source>
        <translation>Makro-F1 (95-%-Intervall)</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>mask, needed</source>
        <translation>Maske, erforderlich</translation>
    </message>
    <message>
        <source>matplotlib, its color maps</source>
        <translation>matplotlib, seine Farbskalen</translation>
    </message>
    <message>
        <source>mean {mean}  SD {deviation}</source>
        <translation>Mittel {mean}  SD {deviation}</translation>
    </message>
    <message>
        <source>meningioma</source>
        <translation>Meningeom</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>mm/year</source>
        <translation>mm/Jahr</translation>
    </message>
    <message>
        <source>mm²</source>
        <translation>mm²</translation>
    </message>
    <message>
        <source>mm²/day</source>
        <translation>mm²/Tag</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>more likely than not</source>
        <translation>eher wahrscheinlich als nicht</translation>
    </message>
    <message>
        <source>most probable class of this slice</source>
        <translation>wahrscheinlichste Klasse dieser Schicht</translation>
    </message>
    <message>
        <source>network starting…</source>
        <translation>Netz startet…</translation>
    </message>
    <message>
        <source>no class is probable enough to be named</source>
        <translation>keine Klasse ist wahrscheinlich genug, um genannt zu werden</translation>
    </message>
    <message>
        <source>no density yet</source>
        <translation>noch keine Dichte</translation>
    </message>
    <message>
        <source>no pixel inside</source>
        <translation>kein Pixel darin</translation>
    </message>
    <message>
        <source>no tumor</source>
        <translation>kein Tumor</translation>
    </message>
    <message>
        <source>no tumor is seen on this slice: go to one with a tumor, and drop it there</source>
        <translation>auf dieser Schicht ist kein Tumor zu sehen: gehen Sie zu einer mit Tumor und legen Sie es dort ab</translation>
    </message>
    <message>
        <source>no tumor or unsure</source>
        <translation>kein Tumor oder unsicher</translation>
    </message>
    <message>
        <source>no tumor predicted</source>
        <translation>kein Tumor vorhergesagt</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>none in either</source>
        <translation>in keiner von beiden</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>not the tweak</source>
        <translation>ohne die Änderung</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>notumor</source>
        <translation>kein Tumor</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>schräg</translation>
    </message>
    <message>
        <source>of unknown kind</source>
        <translation>unbekannter Art</translation>
    </message>
    <message>
        <source>old values</source>
        <translation>alte Werte</translation>
    </message>
    <message>
        <source>one of several</source>
        <translation>eine von mehreren</translation>
    </message>
    <message>
        <source>one slice only</source>
        <translation>nur eine Schicht</translation>
    </message>
    <message>
        <source>or from, to</source>
        <translation>oder von, bis</translation>
    </message>
    <message>
        <source>other DICOM</source>
        <translation>anderes DICOM</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>outlined pictures</source>
        <translation>Bilder mit Umriss</translation>
    </message>
    <message>
        <source>patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>phantom</source>
        <translation>Phantom</translation>
    </message>
    <message>
        <source>photograph</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>pictures of</source>
        <translation>Bilder von</translation>
    </message>
    <message>
        <source>pituitary</source>
        <translation>Hypophyse</translation>
    </message>
    <message>
        <source>pointing</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>pointing game</source>
        <translation>Treffer des Höchstwerts</translation>
    </message>
    <message>
        <source>predicting</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>present</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>proliferation</source>
        <translation>Proliferation</translation>
    </message>
    <message>
        <source>pylibjpeg, with libjpeg and OpenJPEG</source>
        <translation>pylibjpeg, mit libjpeg und OpenJPEG</translation>
    </message>
    <message>
        <source>random initialization</source>
        <translation>zufälligen Werten</translation>
    </message>
    <message>
        <source>reading a picture</source>
        <translation>Lesen eines Bildes</translation>
    </message>
    <message>
        <source>reading a session</source>
        <translation>Lesen einer Sitzung</translation>
    </message>
    <message>
        <source>reading slices</source>
        <translation>Lesen der Schichten</translation>
    </message>
    <message>
        <source>reading the header</source>
        <translation>Lesen des Headers</translation>
    </message>
    <message>
        <source>reading this slice</source>
        <translation>Lesen dieser Schicht</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>rejected or uncertain</source>
        <translation>abgewiesen oder unsicher</translation>
    </message>
    <message>
        <source>rejected where 95 % of validation pass</source>
        <translation>abgewiesen, wo 95 % der Validierung durchkommen</translation>
    </message>
    <message>
        <source>resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation>sagittal</translation>
    </message>
    <message>
        <source>saving measurements</source>
        <translation>Speichern der Messungen</translation>
    </message>
    <message>
        <source>saving the session</source>
        <translation>Speichern der Sitzung</translation>
    </message>
    <message>
        <source>scan</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweite</translation>
    </message>
    <message>
        <source>seed {number}</source>
        <translation>Startwert {number}</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>series without a UID</source>
        <translation>Serie ohne UID</translation>
    </message>
    <message>
        <source>showing the learned growth while it is held</source>
        <translation>das Zeigen des gelernten Wachstums, solange sie gehalten wird,</translation>
    </message>
    <message>
        <source>simulating growth</source>
        <translation>Simulieren des Wachstums</translation>
    </message>
    <message>
        <source>skull</source>
        <translation>Schädel</translation>
    </message>
    <message>
        <source>slice by slice</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <source>slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>smooth noise</source>
        <translation>weiches Rauschen</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>geglättet</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>starting the network</source>
        <translation>Starten des Netzes</translation>
    </message>
    <message>
        <source>step {step:.1f}</source>
        <translation>Schritt {step:.1f}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>stripped</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>synthetisch</translation>
    </message>
    <message>
        <source>t = {days} days (step {step:.1f})</source>
        <translation>t = {days} Tage (Schritt {step:.1f})</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the brain could not be told from the rest of the head</source>
        <translation>Das Gehirn ließ sich nicht vom übrigen Kopf unterscheiden</translation>
    </message>
    <message>
        <source>the bundle {bundle}</source>
        <translation>dem Bündel {bundle}</translation>
    </message>
    <message>
        <source>the file ends before its image: it is cut off; copy it again from its source</source>
        <translation>die Datei endet vor ihrem Bild: Sie ist abgeschnitten; kopieren Sie sie erneut von der Quelle</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the folder {path} cannot be read: {reason}</source>
        <translation>der Ordner {path} kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>the header of {name} cannot be read: {reason}</source>
        <translation>der Header von {name} kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>the header of {name} cannot be read; it is damaged</source>
        <translation>der Header von {name} kann nicht gelesen werden; er ist beschädigt</translation>
    </message>
    <message>
        <source>the image in {name} cannot be decoded; it is damaged or cut off: copy it again</source>
        <translation>das Bild in {name} lässt sich nicht dekodieren; es ist beschädigt oder abgeschnitten: Kopieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>the image in {name} cannot be read; it is damaged or cut off: copy it again</source>
        <translation>das Bild in {name} kann nicht gelesen werden; es ist beschädigt oder abgeschnitten: Kopieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>the learned D and ρ</source>
        <translation>die gelernten D und ρ</translation>
    </message>
    <message>
        <source>the most probable class, {name}</source>
        <translation>die wahrscheinlichste Klasse, {name},</translation>
    </message>
    <message>
        <source>the picture is damaged or cut off</source>
        <translation>das Bild ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>the picture {name} cannot be read; it is damaged, cut off or gone</source>
        <translation>das Bild {name} kann nicht gelesen werden; es ist beschädigt, abgeschnitten oder nicht mehr da</translation>
    </message>
    <message>
        <source>the same image as {name}</source>
        <translation>dasselbe Bild wie {name}</translation>
    </message>
    <message>
        <source>the weights began with those of ImageNet</source>
        <translation>die Gewichte begannen mit denen von ImageNet</translation>
    </message>
    <message>
        <source>then {epochs} epochs at {size} pixels</source>
        <translation>dann {epochs} Epochen bei {size} Pixeln</translation>
    </message>
    <message>
        <source>to register; optional</source>
        <translation>zur Registrierung; freiwillig</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>trainiert auf</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>wahre Klasse</translation>
    </message>
    <message>
        <source>tweaked</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>type their size</source>
        <translation>Geben Sie ihre Größe ein</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>unknown fault</source>
        <translation>unbekannter Fehler</translation>
    </message>
    <message>
        <source>unlike the training data</source>
        <translation>anders als die Trainingsdaten</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>value {value:.5g}</source>
        <translation>Wert {value:.5g}</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>sehr wahrscheinlich</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>what the model would say, not a prognosis</source>
        <translation>was das Modell sagen würde, keine Prognose</translation>
    </message>
    <message>
        <source>which is not the order of biology</source>
        <translation>das ist nicht die Reihenfolge der Biologie</translation>
    </message>
    <message>
        <source>white : grey {ratio:g} : 1</source>
        <translation>weiß : grau {ratio:g} : 1</translation>
    </message>
    <message>
        <source>white and grey matter are too much alike in this picture</source>
        <translation>Weiße und graue Substanz sind einander in diesem Bild zu ähnlich</translation>
    </message>
    <message>
        <source>white; grey; fluid; optional</source>
        <translation>weiß; grau; Liquor; freiwillig</translation>
    </message>
    <message>
        <source>working</source>
        <translation>Arbeiten</translation>
    </message>
    <message>
        <source>writing {name}</source>
        <translation>Schreiben von {name}</translation>
    </message>
    <message>
        <source>you have no permission to read it</source>
        <translation>Ihnen fehlt die Leseberechtigung</translation>
    </message>
    <message>
        <source>you have no permission to read {path}</source>
        <translation>Ihnen fehlt die Leseberechtigung für {path}</translation>
    </message>
    <message>
        <source>{colors}, {opacity}, from {threshold}</source>
        <translation>{colors}, {opacity}, ab {threshold}</translation>
    </message>
    <message>
        <source>{column}: empty</source>
        <translation>{column}: leer</translation>
    </message>
    <message>
        <source>{copies} files were copies of others and are left out.</source>
        <translation>{copies} Dateien waren Kopien anderer und sind ausgelassen.</translation>
    </message>
    <message>
        <source>{count} more in other series of this scan</source>
        <translation>{count} weitere in anderen Serien dieser Aufnahme</translation>
    </message>
    <message>
        <source>{count} out of range</source>
        <translation>{count} außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>{done}, but {doubts}.</source>
        <translation>{done}, aber {doubts}.</translation>
    </message>
    <message>
        <source>{done}, on slice {place}.</source>
        <translation>{done}, auf Schicht {place}.</translation>
    </message>
    <message>
        <source>{frames} density fields as numbers, with the geometry of the slice.</source>
        <translation>{frames} Dichtefelder als Zahlen, mit der Geometrie der Schicht.</translation>
    </message>
    <message>
        <source>{frames} density volumes as numbers, with the geometry of the scan.</source>
        <translation>{frames} Dichtevolumen als Zahlen, mit der Geometrie der Aufnahme.</translation>
    </message>
    <message>
        <source>{frames} frames do not fit into {megabytes} MB: use fewer frames, or MP4.</source>
        <translation>{frames} Bilder passen nicht in {megabytes} MB: Verwenden Sie weniger Bilder oder MP4.</translation>
    </message>
    <message>
        <source>{frames} frames, {seconds:.1f} s in all{size}.</source>
        <translation>{frames} Bilder, zusammen {seconds:.1f} s{size}.</translation>
    </message>
    <message>
        <source>{frames} pictures{size}, with the table of the growth.</source>
        <translation>{frames} Bilder{size}, mit der Tabelle des Wachstums.</translation>
    </message>
    <message>
        <source>{frames} points in time.</source>
        <translation>{frames} Zeitpunkte.</translation>
    </message>
    <message numerus="yes">
        <source>{here} of %n measurement(s) here</source>
        <translation>
            <numerusform>{here} von %n Messung hier</numerusform>
            <numerusform>{here} von %n Messungen hier</numerusform>
        </translation>
    </message>
    <message>
        <source>{hint}
Learned: {value}</source>
        <translation>{hint}
Gelernt: {value}</translation>
    </message>
    <message>
        <source>{images} further images at the same places are left out.</source>
        <translation>{images} weitere Bilder an denselben Stellen sind ausgelassen.</translation>
    </message>
    <message>
        <source>{key} is its key already.</source>
        <translation>{key} ist schon die Taste dieses Befehls.</translation>
    </message>
    <message>
        <source>{key} is kept for {use}; choose another key.</source>
        <translation>{key} ist für {use} vorbehalten; wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{key} is the key of “{command}” already; choose another, or remove it there first.</source>
        <translation>{key} ist schon die Taste von „{command}“; wählen Sie eine andere oder entfernen Sie sie zuerst dort.</translation>
    </message>
    <message>
        <source>{kind}, point {number} of {count}: arrow keys move it, Enter sets it, Esc ends</source>
        <translation>{kind}, Punkt {number} von {count}: Pfeiltasten bewegen ihn, Eingabe setzt ihn, Esc beendet</translation>
    </message>
    <message>
        <source>{kind}, point {number} of {count}: arrow keys move it, Tab goes on, Enter keeps, Esc ends</source>
        <translation>{kind}, Punkt {number} von {count}: Pfeiltasten bewegen ihn, Tab geht weiter, Eingabe behält, Esc beendet</translation>
    </message>
    <message>
        <source>{kind}, whole: arrow keys move it, Tab goes to its points, Enter keeps, Esc ends</source>
        <translation>{kind}, ganz: Pfeiltasten bewegen sie, Tab geht zu den Punkten, Eingabe behält, Esc beendet</translation>
    </message>
    <message>
        <source>{known} of {slices} known</source>
        <translation>{known} von {slices} bekannt</translation>
    </message>
    <message>
        <source>{label} taken for {answer}: {pictures}, mean confidence {confidence}</source>
        <translation>{label} für {answer} gehalten: {pictures}, mittlere Sicherheit {confidence}</translation>
    </message>
    <message>
        <source>{lost} of {count} brightness settings are of other series</source>
        <translation>{lost} von {count} Fensterungen gehören zu anderen Serien</translation>
    </message>
    <message>
        <source>{lost} of {count} changes of D and ρ in the file are damaged</source>
        <translation>{lost} von {count} Änderungen von D und ρ in der Datei sind beschädigt</translation>
    </message>
    <message>
        <source>{lost} of {count} changes of D and ρ lie on slices that are not there</source>
        <translation>{lost} von {count} Änderungen von D und ρ gehören zu Schichten, die nicht da sind</translation>
    </message>
    <message>
        <source>{lost} of {count} measurements lie on slices that are not there</source>
        <translation>{lost} von {count} Messungen liegen auf Schichten, die nicht da sind</translation>
    </message>
    <message>
        <source>{lost} of {count} pinned scenarios in the file are damaged</source>
        <translation>{lost} von {count} festgehaltenen Szenarien in der Datei sind beschädigt</translation>
    </message>
    <message>
        <source>{lost} of {count} pinned scenarios lie on slices that are not there</source>
        <translation>{lost} von {count} festgehaltenen Szenarien gehören zu Schichten, die nicht da sind</translation>
    </message>
    <message>
        <source>{low} to {high} mm a year fit as well, with fronts {narrow} to {wide} mm wide: their overlap differs by less than half a voxel of misregistration costs ({dice} Dice).</source>
        <translation>{low} bis {high} mm im Jahr passen ebenso gut, mit {narrow} bis {wide} mm breiten Fronten: Ihre Übereinstimmung unterscheidet sich um weniger, als ein halbes Voxel Fehlregistrierung kostet ({dice} Dice).</translation>
    </message>
    <message>
        <source>{model}: the front 2 sqrt(D^ rho^) is faster in glioma than in both meningioma and pituitary tumors in {faster} of 1 seed, with 95 % intervals apart in {surely}; {verdict}.</source>
        <translation>{model}: Die Front 2 sqrt(D^ rho^) ist bei Gliomen in {faster} von 1 Startwert schneller als bei Meningeomen und Hypophysentumoren, mit getrennten 95-%-Intervallen in {surely}; {verdict}.</translation>
    </message>
    <message>
        <source>{model}: the front 2 sqrt(D^ rho^) is faster in glioma than in both meningioma and pituitary tumors in {faster} of {all} seeds, with 95 % intervals apart in {surely}; {verdict}.</source>
        <translation>{model}: Die Front 2 sqrt(D^ rho^) ist bei Gliomen in {faster} von {all} Startwerten schneller als bei Meningeomen und Hypophysentumoren, mit getrennten 95-%-Intervallen in {surely}; {verdict}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {fault}</source>
        <translation>{name} kann nicht gelesen werden: {fault}</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}</source>
        <translation>{name} kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be restored: there is no network to grow it.</source>
        <translation>{name} kann nicht wiederhergestellt werden: Es gibt kein Netz für das Wachstum.</translation>
    </message>
    <message>
        <source>{name} cannot be shown: {reason}.</source>
        <translation>{name} kann nicht gezeigt werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} does not say how large its voxels are: {remedy}.</source>
        <translation>{name} sagt nicht, wie groß die Voxel sind: {remedy}.</translation>
    </message>
    <message>
        <source>{name} holds no growth parameters: drop a GIF that PhysNet Viewer exported, or a scan.</source>
        <translation>{name} enthält keine Wachstumsparameter: Ziehen Sie ein von PhysNet Viewer exportiertes GIF oder eine Aufnahme hierher.</translation>
    </message>
    <message>
        <source>{name} is a folder: choose another name.</source>
        <translation>{name} ist ein Ordner: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} is a plain classifier without tumor density; it can only be evaluated.</source>
        <translation>{name} ist ein reiner Klassifikator ohne Tumordichte; er kann nur ausgewertet werden.</translation>
    </message>
    <message>
        <source>{name} is damaged: it is a session, but not a whole one</source>
        <translation>{name} ist beschädigt: eine Sitzung, aber keine vollständige</translation>
    </message>
    <message>
        <source>{name} is from {product}, but its parameters cannot be read</source>
        <translation>{name} stammt von {product}, aber die Parameter sind nicht lesbar</translation>
    </message>
    <message>
        <source>{name} is no mask that can be read: {reason}</source>
        <translation>{name} ist keine lesbare Maske: {reason}</translation>
    </message>
    <message>
        <source>{name} is no npz with a mask in it: {reason}</source>
        <translation>{name} ist kein npz mit einer Maske darin: {reason}</translation>
    </message>
    <message>
        <source>{name} is not a picture, or damaged</source>
        <translation>{name} ist kein Bild oder beschädigt</translation>
    </message>
    <message>
        <source>{name} is not a session of PhysNet Viewer</source>
        <translation>{name} ist keine Sitzung von PhysNet Viewer</translation>
    </message>
    <message>
        <source>{name} is not a session of PhysNet Viewer, or damaged</source>
        <translation>{name} ist keine Sitzung von PhysNet Viewer oder beschädigt</translation>
    </message>
    <message>
        <source>{name} is not what its header said: it changed, or is damaged</source>
        <translation>{name} ist nicht, was der Header sagte: Die Datei wurde geändert oder ist beschädigt</translation>
    </message>
    <message>
        <source>{name} is restored</source>
        <translation>{name} ist wiederhergestellt</translation>
    </message>
    <message>
        <source>{name} was made by a later version of {product}: update to restore it</source>
        <translation>{name} stammt von einer späteren Version von {product}: Aktualisieren Sie, um es wiederherzustellen</translation>
    </message>
    <message>
        <source>{name} was saved by another version of PhysNet Viewer: update to open it</source>
        <translation>{name} wurde von einer anderen Version von PhysNet Viewer gespeichert: Aktualisieren Sie, um es zu öffnen</translation>
    </message>
    <message>
        <source>{name} {symbol}, logarithmic scale</source>
        <translation>{name} {symbol}, logarithmische Skala</translation>
    </message>
    <message>
        <source>{name}: {start} to {end} {unit} in {duration}</source>
        <translation>{name}: {start} bis {end} {unit} in {duration}</translation>
    </message>
    <message>
        <source>{number} cells</source>
        <translation>{number} Zellen</translation>
    </message>
    <message>
        <source>{number} days</source>
        <translation>{number} Tage</translation>
    </message>
    <message>
        <source>{path} cannot be reached: {reason}</source>
        <translation>{path} ist nicht erreichbar: {reason}</translation>
    </message>
    <message>
        <source>{path} does not describe a PhysNet bundle ({reason}).</source>
        <translation>{path} beschreibt kein PhysNet-Modell ({reason}).</translation>
    </message>
    <message>
        <source>{path} does not exist; check the path</source>
        <translation>{path} gibt es nicht; prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>{path} does not hold the weights of this network.</source>
        <translation>{path} enthält nicht die Gewichte dieses Netzes.</translation>
    </message>
    <message>
        <source>{path} does not match its metadata.json; copy the whole bundle again, or train a new one.</source>
        <translation>{path} passt nicht zu seiner metadata.json; kopieren Sie das ganze Modell erneut oder trainieren Sie ein neues.</translation>
    </message>
    <message>
        <source>{pictures} ({seen} of them seen in training)</source>
        <translation>{pictures} (davon {seen} im Training gesehen)</translation>
    </message>
    <message>
        <source>{pictures} pictures ({distinct} distinct) of 1 patient</source>
        <translation>{pictures} Bilder ({distinct} verschiedene) von 1 Patienten</translation>
    </message>
    <message>
        <source>{pictures} pictures ({distinct} distinct) of {patients} patients</source>
        <translation>{pictures} Bilder ({distinct} verschiedene) von {patients} Patienten</translation>
    </message>
    <message>
        <source>{pictures} pictures of 1 patient</source>
        <translation>{pictures} Bilder von 1 Patienten</translation>
    </message>
    <message>
        <source>{pictures} pictures of {patients} patients</source>
        <translation>{pictures} Bilder von {patients} Patienten</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>{place}: could not be read</source>
        <translation>{place}: nicht lesbar</translation>
    </message>
    <message>
        <source>{place}: not computed yet</source>
        <translation>{place}: noch nicht berechnet</translation>
    </message>
    <message>
        <source>{place}: out of range. {reason}</source>
        <translation>{place}: außerhalb des Bereichs. {reason}</translation>
    </message>
    <message>
        <source>{place}: uncertain ({verdict})</source>
        <translation>{place}: unsicher ({verdict})</translation>
    </message>
    <message>
        <source>{read}/{total} loaded</source>
        <translation>{read}/{total} geladen</translation>
    </message>
    <message>
        <source>{role} scan: image</source>
        <translation>{role} Aufnahme: Bild</translation>
    </message>
    <message>
        <source>{role} scan: result</source>
        <translation>{role} Aufnahme: Ergebnis</translation>
    </message>
    <message>
        <source>{role} scan: series</source>
        <translation>{role} Aufnahme: Serie</translation>
    </message>
    <message>
        <source>{role} scan: slices</source>
        <translation>{role} Aufnahme: Schichten</translation>
    </message>
    <message>
        <source>{role}: no scan</source>
        <translation>{role}: keine Aufnahme</translation>
    </message>
    <message>
        <source>{said} (counted, not promised)</source>
        <translation>{said} (gezählt, nicht versprochen)</translation>
    </message>
    <message>
        <source>{said}, not counting those of Qt</source>
        <translation>{said}, ohne die von Qt</translation>
    </message>
    <message>
        <source>{said}, {low} to {high} when the slice is taken again</source>
        <translation>{said}, {low} bis {high}, wenn die Schicht noch einmal aufgenommen wird</translation>
    </message>
    <message>
        <source>{shown} of {total} files</source>
        <translation>{shown} von {total} Dateien</translation>
    </message>
    <message>
        <source>{split}, {part} of it to learn from</source>
        <translation>{split}, davon {part} zum Lernen</translation>
    </message>
    <message>
        <source>{split}: {wrong} of {images} pictures are wrong. {mistake}</source>
        <translation>{split}: {wrong} von {images} Bildern sind falsch. {mistake}</translation>
    </message>
    <message>
        <source>{steps} steps, {frames} frames</source>
        <translation>{steps} Schritte, {frames} Bilder</translation>
    </message>
    <message>
        <source>{text} · area of density ≥ 0.5 in the slice: {sizes}</source>
        <translation>{text} · Fläche mit Dichte ≥ 0.5 in der Schicht: {sizes}</translation>
    </message>
    <message>
        <source>{title} minus {reference}</source>
        <translation>{title} minus {reference}</translation>
    </message>
    <message>
        <source>{title}, number</source>
        <translation>{title}, Zahl</translation>
    </message>
    <message>
        <source>{title}, slider</source>
        <translation>{title}, Regler</translation>
    </message>
    <message>
        <source>{title}: choose a file.</source>
        <translation>{title}: Wählen Sie eine Datei.</translation>
    </message>
    <message>
        <source>{title}: there is no {name}.</source>
        <translation>{title}: {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>{unit} (assumed)</source>
        <translation>{unit} (angenommen)</translation>
    </message>
    <message>
        <source>{volume}, here {area}</source>
        <translation>{volume}, hier {area}</translation>
    </message>
    <message>
        <source>{where}: not drawn here</source>
        <translation>{where}: hier nicht gezeichnet</translation>
    </message>
    <message>
        <source>{where}: not grown again yet</source>
        <translation>{where}: noch nicht neu berechnet</translation>
    </message>
    <message>
        <source>ρ can be {low} to {high} per day and beyond.</source>
        <translation>ρ kann {low} bis {high} pro Tag sein und darüber hinaus.</translation>
    </message>
    <message>
        <source>ρ can be {low} to {high} per day.</source>
        <translation>ρ kann {low} bis {high} pro Tag sein.</translation>
    </message>
    <message>
        <source>ρ {rate}/day</source>
        <translation>ρ {rate}/Tag</translation>
    </message>
    <message>
        <source>ρ {rate}/step</source>
        <translation>ρ {rate}/Schritt</translation>
    </message>
    <message>
        <source>ρ, 1/day</source>
        <translation>ρ, 1/Tag</translation>
    </message>
</context>
</TS>
