<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n connection(s) since start</source>
        <translation>
            <numerusform>%n connection since start</numerusform>
            <numerusform>%n connections since start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not used</source>
        <comment>dialog</comment>
        <translation>
            <numerusform>%n file was not used</numerusform>
            <numerusform>%n files were not used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not used: see why</source>
        <translation>
            <numerusform>%n file not used: see why</numerusform>
            <numerusform>%n files not used: see why</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) skipped</source>
        <translation>
            <numerusform>%n file skipped</numerusform>
            <numerusform>%n files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s){size}.</source>
        <translation>
            <numerusform>%n frame{size}.</numerusform>
            <numerusform>%n frames{size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series so far.</source>
        <translation>
            <numerusform>%n series so far.</numerusform>
            <numerusform>%n series so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n slice</numerusform>
            <numerusform>%n slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s) not read</source>
        <translation>
            <numerusform>%n slice is not read</numerusform>
            <numerusform>%n slices are not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{here} of %n measurement(s) here</source>
        <translation>
            <numerusform>{here} of %n measurement here</numerusform>
            <numerusform>{here} of %n measurements here</numerusform>
        </translation>
    </message>
</context>
</TS>
